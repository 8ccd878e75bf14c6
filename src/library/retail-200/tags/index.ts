/** The tags of all groups, in the order of the groups. */
import type { TagDefinition, Text } from '../../../define/index.ts';
import type { Group } from '../options.ts';
import { type Shop, text } from '../shop.ts';
import { categoryTags } from './category.ts';
import { channelTags } from './channel.ts';
import { communityTags } from './community.ts';
import { daytimeTags } from './daytime.ts';
import { deviceTags } from './device.ts';
import { interestTags } from './interest.ts';
import { loyaltyTags } from './loyalty.ts';
import { placeTags } from './place.ts';
import { priceTags } from './price.ts';
import { rfmTags } from './rfm.ts';
import { riskTags } from './risk.ts';
import { serviceTags } from './served.ts';
import { stageTags } from './stage.ts';
import { valueTags } from './value.ts';

interface GroupOfTags {
  readonly name: Text;
  readonly tags: (shop: Shop) => readonly TagDefinition[];
}

export const TAG_GROUPS: Readonly<Record<Group, GroupOfTags>> = {
  stage: { name: text('Life-cycle stage', '生命周期阶段'), tags: stageTags },
  value: { name: text('Value', '价值'), tags: valueTags },
  rfm: { name: text('RFM', 'RFM'), tags: rfmTags },
  price: { name: text('Price sensitivity', '价格敏感度'), tags: priceTags },
  category: { name: text('Category affinity', '品类偏好'), tags: categoryTags },
  channel: { name: text('Channel preference', '渠道偏好'), tags: channelTags },
  daytime: { name: text('Time of day', '时段'), tags: daytimeTags },
  device: { name: text('Device and app', '设备与 App'), tags: deviceTags },
  place: { name: text('Geography and stores', '地域与门店'), tags: placeTags },
  loyalty: { name: text('Loyalty', '忠诚度'), tags: loyaltyTags },
  service: { name: text('Service', '服务'), tags: serviceTags },
  community: { name: text('Community', '社群'), tags: communityTags },
  risk: { name: text('Risk', '风险'), tags: riskTags },
  interest: { name: text('Content interest and intent', '内容兴趣与意向'), tags: interestTags },
};

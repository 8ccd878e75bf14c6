/**
 * Words that Chinese law keeps out of advertisements, as far as it names them or words like them. A list finds words and judges nothing: what is allowed in its
 * context (a true ranking with its source, an order in time, a comparison with oneself) is for a person to say, so most of them are to be reviewed.
 */
import type { SensitiveWords } from '../../define/index.ts';

/** Named by the law itself. */
const NAMED: SensitiveWords = {
  id: 'cn_ad_law',
  severity: 'block',
  words: ['国家级', '最高级', '最佳', '驰名商标'],
  note: {
    en: 'Advertising Law of China, Art. 9 (3), names these terms; Trademark Law, Art. 14, forbids 驰名商标 in advertising. Say what can be proved: a figure, a material, an award with its year.',
    zh: '《广告法》第九条第（三）项明文禁止此类用语；《商标法》第十四条禁止在广告中使用“驰名商标”字样。请改为可证明的事实：数据、材质、获奖名称与年份。',
  },
};

/** Of the same or a similar meaning: Art. 9 (3) says "and the like", and what that is the authority's guide of 2023 tells. */
const ABSOLUTE: SensitiveWords = {
  id: 'cn_ad_absolute',
  severity: 'review',
  words: [
    ...['世界级', '顶级', '顶尖', '极品', '极致', '终极', '至尊', '王牌', '冠军', '领袖品牌', '领导品牌', '万能', '绝版', '空前绝后'],
    ...['最好', '最优', '最大', '最强', '最新', '最先进', '最高端', '最安全', '最有效', '最受欢迎', '最便宜', '最低价', '最高性价比'],
    ...[
      '第一',
      '唯一',
      '首个',
      '首家',
      '独家',
      '首选',
      '全网最低',
      '史上最低',
      '全国最低',
      '绝无仅有',
      '独一无二',
      '史无前例',
      '百分之百',
      '100%有效',
    ],
  ],
  except: [
    ...[
      '第一次',
      '第一时间',
      '第一份',
      '第一步',
      '第一天',
      '第一单',
      '第一笔',
      '第一件',
      '第一层',
      '第一章',
      '第一季度',
      '第一个',
      '第一位',
    ],
    ...['最新消息', '最新动态', '最新通知', '唯一编号', '唯一标识', '首个工作日'],
  ],
  note: {
    en: 'Advertising Law of China, Art. 9 (3), and the guide of the State Administration for Market Regulation on absolute terms (2023): allowed only where it is true, proved, and not about the goods as such (an order in time, a comparison with oneself, a goal). Else say what can be proved.',
    zh: '《广告法》第九条第（三）项及市场监管总局《广告绝对化用语执法指南》（2023 年）：仅在真实、可证明且不指向所推销商品时可用（如时空顺序、自我比较、企业目标），否则请改为可证明的事实。',
  },
};

/** Health: what only registered goods may say, if anybody. */
const HEALTH: SensitiveWords = {
  id: 'cn_ad_health',
  severity: 'review',
  words: ['治愈', '根治', '治愈率', '有效率', '疗效', '药到病除', '包治', '无副作用', '无毒副作用', '抗癌', '降血压', '降血糖'],
  note: {
    en: 'Advertising Law of China, Art. 16 to 18: no assertion of effect or safety, no rate of cure; outside of medicine no curing of diseases at all.',
    zh: '《广告法》第十六条至第十八条：不得断言功效、安全性或说明治愈率、有效率；医疗、药品、医疗器械以外的广告不得涉及疾病治疗功能。',
  },
};

/** Goods that promise a return. */
const RETURNS: SensitiveWords = {
  id: 'cn_ad_returns',
  severity: 'review',
  words: ['保本', '无风险', '零风险', '保收益', '稳赚', '稳赚不赔', '包赚', '必涨', '升值保证'],
  note: {
    en: 'Advertising Law of China, Art. 25 and 26: no promise of what comes of an investment, of no risk or of a rise in value.',
    zh: '《广告法》第二十五条、第二十六条：不得对未来效果、收益作保证性承诺，不得明示或暗示保本、无风险、保收益或升值。',
  },
};

/** The lists for China, to stand in `definePolicy({ sensitiveWords })` beside a project's own. */
export function advertisingWords(): readonly SensitiveWords[] {
  return [NAMED, ABSOLUTE, HEALTH, RETURNS];
}

/** Segment's messaging, live chat and experiment events; the product writes those about its own messages itself. */
import type { EventDefinition } from '../../define/index.ts';
import { boolean, event, REQUIRED, string } from './parts.ts';

const campaign = { campaign_id: string('Id of the campaign', '活动 ID'), campaign_name: string('Name of the campaign', '活动名称') };
const email = { email_id: string('Id of the message', '邮件 ID'), email_subject: string('Subject', '主题'), ...campaign };
const link = { link_id: string('Id of the link', '链接 ID'), link_url: string('Where it leads', '链接地址') };
const push = { action: string('What was tapped', '点击动作'), campaign_id: campaign.campaign_id, campaign_name: campaign.campaign_name };
const chat = {
  conversation_id: string('Id of the conversation', '会话 ID', REQUIRED),
  agent_id: string('Id of the agent', '客服 ID', { dataClass: 'pseudonymous' }),
  agent_name: string('Name of the agent', '客服姓名', { dataClass: 'personal' }),
  agent_username: string('User name of the agent', '客服用户名', { dataClass: 'personal' }),
};
const line = {
  ...chat,
  message_id: string('Id of the message', '消息 ID'),
  message_body: string('Words', '消息内容', { dataClass: 'personal' }),
};
const reason = { reason: string('Why', '原因'), permanent: boolean('It will not heal', '永久失败') };

export const messaging: readonly EventDefinition[] = [
  event('Email Delivered', ['An e-mail arrived', '邮件已送达'], email),
  event('Email Opened', ['Opened an e-mail', '打开邮件'], email),
  event('Email Link Clicked', ['Clicked on a link of an e-mail', '点击邮件链接'], { ...email, ...link }),
  event('Email Bounced', ['An e-mail came back', '邮件退回'], { ...email, ...reason }),
  event('Email Marked as Spam', ['Marked an e-mail as spam', '标记为垃圾邮件'], email),
  event('Unsubscribed', ['Unsubscribed', '退订'], email),
  event('Push Notification Received', ['A push notification arrived', '收到推送'], push),
  event('Push Notification Tapped', ['Tapped on a push notification', '点击推送'], push),
  event('Push Notification Bounced', ['A push notification did not arrive', '推送失败'], push),
  event('Live Chat Conversation Started', ['Began a conversation', '开始会话'], chat),
  event('Live Chat Conversation Ended', ['A conversation ended', '结束会话'], chat),
  event('Live Chat Message Sent', ['Wrote in a conversation', '发送会话消息'], line),
  event('Live Chat Message Received', ['Was written to in a conversation', '收到会话消息'], line),
  event('Experiment Viewed', ['Met a variant of an experiment', '看到实验版本'], {
    experiment_id: string('Id of the experiment', '实验 ID', REQUIRED),
    experiment_name: string('Its name', '实验名称'),
    variation_id: string('Id of the variant', '版本 ID', REQUIRED),
    variation_name: string('Its name', '版本名称'),
  }),
];

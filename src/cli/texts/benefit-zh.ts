/** Texts about benefits, in Chinese. */
import type { benefitEn } from './benefit-en.ts';

export const benefitZh: Readonly<Record<keyof typeof benefitEn, string>> = {
  'benefit.description': '权益的券码库：发放给客户的券码。',
  'benefit.list': '各权益的发放次数与剩余券码数。',
  'benefit.import': '将券码导入权益的券码库；同一文件重复导入只计一次。',
  'benefit.id': '优惠券类权益的编号',
  'benefit.file': '文本文件，每行一个券码',
  'benefit.done': '已导入 {count} 个券码到权益 {benefit}。',
  'benefit.column.id': '权益',
  'benefit.column.type': '类型',
  'benefit.column.given': '已发放',
  'benefit.column.codes': '券码',
  'benefit.column.left': '剩余',
};

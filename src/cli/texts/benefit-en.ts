/** Texts about benefits, in English. */
export const benefitEn = {
  'benefit.description': 'The pools of benefits: codes that are given to customers.',
  'benefit.list': 'Benefits: how often each was given, and how many codes are left.',
  'benefit.import': 'Bring codes into the pool of a benefit. The same file again counts once.',
  'benefit.id': 'id of a benefit of type coupon',
  'benefit.file': 'text file, one code a line',
  'benefit.done': '{count} codes are in the pool of {benefit}.',
  'benefit.column.id': 'benefit',
  'benefit.column.type': 'type',
  'benefit.column.given': 'given',
  'benefit.column.codes': 'codes',
  'benefit.column.left': 'left',
} as const;

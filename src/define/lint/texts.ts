/** What lints look for, and what they say where they have found it. `{name}` is filled in. */
import type { Text } from '../text.ts';

/** Id of a lint. */
export type LintId =
  | 'never-true'
  | 'unreachable-step'
  | 'never-sent'
  | 'sensitive-word-block'
  | 'sensitive-word-review'
  | 'occupied-step'
  | 'past-schedule'
  | 'journey-loop'
  | 'caps-too-tight'
  | 'in-quiet-hours'
  | 'missing-variable'
  | 'no-consent'
  | 'captured-send'
  | 'no-fallback'
  | 'bad-answer'
  | 'split-leaves-some'
  | 'no-kpi'
  | 'unapproved-content'
  | 'missing-locale'
  | 'no-subject'
  | 'sms-length'
  | 'sensitive-word-warn'
  | 'unused-block';

// biome-ignore format: a catalogue reads best with its languages side by side
export const TITLES: Readonly<Record<LintId, Text>> = {
  'never-true': { en: 'a condition that can hold of nobody', zh: '对任何人都不可能成立的条件' },
  'unreachable-step': { en: 'a step that nobody can come to', zh: '没有人能到达的节点' },
  'never-sent': { en: 'a message that quiet hours never let through', zh: '免打扰时段使其永远发不出去的消息' },
  'sensitive-word-block': { en: 'a sensitive word that must not go out', zh: '禁止发出的敏感词' },
  'sensitive-word-review': { en: 'a sensitive word, new or changed, that nobody has looked at', zh: '新出现或改动过、尚未有人审阅的敏感词' },
  'occupied-step': {
    en: 'a step that goes while customers rest at it, or a journey with customers inside, and no word what becomes of them',
    zh: '节点被移除而其上仍有客户，或旅程被移除而其中仍有客户，且未说明如何处理',
  },
  'past-schedule': { en: 'a journey whose only date is over when it is released', zh: '发布时唯一日期已过的旅程' },
  'journey-loop': { en: 'journeys that start each other without end', zh: '旅程之间无休止地相互触发' },
  'caps-too-tight': { en: 'more messages on one way than a frequency cap lets through', zh: '同一路径上的消息多于频次上限' },
  'in-quiet-hours': { en: 'a message at a time of day that lies in the quiet hours', zh: '发送时刻落在免打扰时段内的消息' },
  'missing-variable': { en: 'a template that prints a property which its trigger does not have', zh: '模板使用了触发事件没有的属性' },
  'no-consent': { en: 'a marketing message under no purpose that customers consent to', zh: '营销消息没有客户授权的处理目的' },
  'captured-send': { en: 'a message without a channel that goes out', zh: '没有真正外发渠道的消息' },
  'no-fallback': { en: 'a journey that reaches customers over one channel only', zh: '只有一个渠道、没有备用渠道的旅程' },
  'bad-answer': { en: 'a webhook that goes on as before when its answer is bad', zh: '应答异常时仍照常继续的 Webhook 节点' },
  'split-leaves-some': { en: 'a split whose shares sum to less than 1', zh: '份额之和小于 1 的随机分流' },
  'no-kpi': { en: 'a journey without KPI and target', zh: '没有 KPI 和目标值的旅程' },
  'unapproved-content': { en: 'content that nobody has approved, or that was changed after its approval', zh: '未经审批，或审批后被修改的内容' },
  'missing-locale': { en: 'a template that lacks a language of the workspace', zh: '缺少工作区所用语言的模板' },
  'no-subject': { en: 'an e-mail without a subject', zh: '没有主题的邮件' },
  'sms-length': { en: 'an SMS of more segments than it has to be, or of many', zh: '条数过多或本可更少的短信' },
  'sensitive-word-warn': { en: 'a sensitive word that is worth a look', zh: '值得留意的敏感词' },
  'unused-block': { en: 'a block that nothing uses', zh: '没有被使用的内容块' },
};

/** What can be said of a finding. */
export type FindingKey =
  | 'contradiction'
  | 'way'
  | 'way_to'
  | 'otherwise'
  | 'lost_at_night'
  | 'late_at_night'
  | 'loop'
  | 'cap'
  | 'variable'
  | 'unasked'
  | 'no_purpose'
  | 'captured'
  | 'one_channel'
  | 'bad_answer'
  | 'leaves_some'
  | 'leaves_some_out'
  | 'occupied'
  | 'gone'
  | 'past'
  | 'no_kpi'
  | 'unapproved'
  | 'changed_since'
  | 'locale'
  | 'no_subject'
  | 'sms_foreign'
  | 'sms_long'
  | 'word_block'
  | 'word_review'
  | 'word_warn'
  | 'unused_block';

// biome-ignore format: a catalogue reads best with its languages side by side
export const FINDINGS: Readonly<Record<FindingKey, Text>> = {
  contradiction: {
    en: 'it contradicts itself and can hold of nobody. Look for one value that must be two things at once, and join the two with "or"',
    zh: '条件自相矛盾，对任何人都不成立。请查找同一个值被同时要求为两种结果之处，改用“或”连接',
  },
  way: {
    en: 'nobody goes this way of step "{step}": an earlier way takes everybody, or its condition contradicts itself. Change the condition, or remove the way',
    zh: '没有人会走节点“{step}”的这条路径：前面的路径已带走所有人，或条件自相矛盾。请修改条件或删除该路径',
  },
  way_to: {
    en: 'nobody goes this way of step "{step}", so nobody comes to "{first}": an earlier way takes everybody, or its condition contradicts itself. Change the condition, or remove the way',
    zh: '没有人会走节点“{step}”的这条路径，因此也到不了“{first}”：前面的路径已带走所有人，或条件自相矛盾。请修改条件或删除该路径',
  },
  otherwise: {
    en: 'nobody is left for "otherwise" of step "{step}": an earlier way takes everybody. Remove it, or narrow that condition',
    zh: '节点“{step}”的“其他人”路径没有人：前面的路径已带走所有人。请删除它，或收窄那个条件',
  },
  lost_at_night: {
    en: 'step "{step}" comes at {at}, in the quiet hours, and is not kept until they end at {until}: it is never sent. Choose another time, or let it wait (quietHours.expireAfter, expiry)',
    zh: '节点“{step}”在免打扰时段内的 {at} 触发，且在 {until} 结束前已过期：永远发不出去。请换个时间，或允许等待（quietHours.expireAfter、expiry）',
  },
  late_at_night: {
    en: 'step "{step}" comes at {at}, in the quiet hours: everybody gets it at {until}. Write that time, so that it says what happens',
    zh: '节点“{step}”在免打扰时段内的 {at} 触发：所有人都会在 {until} 收到。请直接写该时间，使定义与实际一致',
  },
  loop: {
    en: 'what it does may start it again, for ever ({circle}). Let customers enter "once" or after a time (reentry: { after: "30d" }), or add a condition that ends the circle',
    zh: '它的动作可能再次触发自己，无休无止（{circle}）。请设为只进入一次或间隔一段时间（reentry: { after: "30d" }），或增加能终止循环的条件',
  },
  cap: {
    en: 'step "{step}" is at least message {count} within {per}, and cap "{cap}" lets {max} through: it is never sent to those who got the others. Wait longer, send less, or raise the cap',
    zh: '节点“{step}”在 {per} 内至少是第 {count} 条消息，而频次上限“{cap}”只允许 {max} 条：收到前几条的客户永远收不到它。请延长等待、减少发送或提高上限',
  },
  variable: {
    en: 'template "{template}" prints event.{property}, and the dictionary has no such property of "{event}": it comes out empty. Correct the name, add the property to the event, or give it a default: {{ event.{property} | default: "..." }}',
    zh: '模板“{template}”输出 event.{property}，但数据字典中事件“{event}”没有该属性：输出将为空。请更正名称、为事件补充该属性，或给默认值：{{ event.{property} | default: "..." }}',
  },
  unasked: {
    en: 'step "{step}" is marketing, and purpose "{purpose}" is allowed until it is withdrawn: nobody was asked. Use a purpose with basis "opt_in", or make sure that the law lets you',
    zh: '节点“{step}”是营销消息，而处理目的“{purpose}”默认允许、直到撤回：没有征得同意。请使用 opt_in 的目的，或确认法律允许',
  },
  no_purpose: {
    en: 'step "{step}" is marketing and names no purpose to consent to. Give it one',
    zh: '节点“{step}”是营销消息，却没有授权所针对的处理目的。请指定一个',
  },
  captured: {
    en: 'step "{step}" goes through "{channel}", which contacts nobody. Define a channel and name it here',
    zh: '节点“{step}”使用“{channel}”，不会联系任何人。请定义一个渠道并在此引用',
  },
  one_channel: {
    en: 'every message goes over "{channel}": who has no {address}, or has stopped that channel, gets nothing. Give a send a fallback, or branch on trait.{address}',
    zh: '所有消息都走“{channel}”：没有 {address} 或已停用该渠道的客户什么也收不到。请增加备用渠道，或按 trait.{address} 分支',
  },
  leaves_some: {
    en: '{left} of customers are in no arm. Let the shares sum to 1 (thirds: 1/3), or add an arm for the others that says so',
    zh: '{left} 的客户不在任何一组。请让份额之和为 1（三等分写 1/3），或为其余客户增加明确的一组',
  },
  leaves_some_out: {
    en: '{left} of customers are in no arm and leave the journey with nothing. Let the shares sum to 1 (thirds: 1/3), or add an arm for the others that says so',
    zh: '{left} 的客户不在任何一组，直接离开旅程。请让份额之和为 1（三等分写 1/3），或为其余客户增加明确的一组',
  },
  occupied: {
    en: '{inside} rest at step "{step}" of version {version}, which this release does not have. Say what becomes of them: "{step}": "stay", "exit" or an object moveTo under "edits" in the journey, or volano apply --edit {journey}/{step}=stay, =exit or =move:STEP',
    zh: '有 {inside} 人停在版本 {version} 的节点“{step}”，而本次发布没有该节点。请说明如何处理：在旅程中写 edits 的 "{step}": "stay"、"exit" 或 moveTo 对象，或用 volano apply --edit {journey}/{step}=stay、=exit 或 =move:STEP',
  },
  gone: {
    en: '{inside} are inside, and this release does not have the journey. Keep it until they have left, or let them leave: volano apply --edit {journey}/*=exit',
    zh: '有 {inside} 人仍在其中，而本次发布没有该旅程。请保留到他们离开，或让他们退出：volano apply --edit {journey}/*=exit',
  },
  past: {
    en: 'its only date, {date} at {at}, is over where it is {zone}: nobody there enters it any more. Give it another date, or remove it',
    zh: '其唯一日期 {date} {at} 在时区 {zone} 已过：那里的客户不会再进入。请改用其他日期，或删除该旅程',
  },
  bad_answer: {
    en: 'when "{step}" is not answered, or not as it should be, nothing is set and the journey goes on as if it were. Say what follows then: onFailure',
    zh: '“{step}”未得到应答或应答不符合要求时，不会写入任何属性，旅程却照常继续。请用 onFailure 说明此时如何处理',
  },
  no_kpi: {
    en: 'it does not say by what it is judged. Declare its KPI and the target, so that it can be told whether it works',
    zh: '没有说明以什么评判。请声明其 KPI 与目标值，才能判断它是否有效',
  },
  unapproved: {
    en: 'nobody has approved it. Have it read, then add approval: { by: "...", on: "...", content: "{fingerprint}" }',
    zh: '尚未审批。请审阅后添加 approval: { by: "...", on: "...", content: "{fingerprint}" }',
  },
  changed_since: {
    en: 'it has changed since {by} approved it. Have it read again; its content is now "{fingerprint}"',
    zh: '在 {by} 审批之后内容已被修改。请重新审阅；当前内容指纹为“{fingerprint}”',
  },
  locale: {
    en: 'it has no content in {locales}: customers of these languages get the default. Add it under "locales"',
    zh: '缺少 {locales} 的内容：使用这些语言的客户将收到默认内容。请在 "locales" 中补充',
  },
  no_subject: {
    en: 'it goes out as e-mail and has no subject. Add "subject"',
    zh: '作为邮件发送却没有主题。请添加 "subject"',
  },
  sms_foreign: {
    en: '{characters} keep it from the GSM-7 alphabet: {segments} segments instead of {instead}. Write plain signs (\' " - ...)',
    zh: '字符 {characters} 使其无法用 GSM-7 编码：需 {segments} 条而非 {instead} 条。请改用普通符号（\' " - ...）',
  },
  sms_long: {
    en: 'its words alone take {segments} segments. Say it shorter, or link to the rest',
    zh: '仅文字部分就需 {segments} 条。请缩短，或用链接承载其余内容',
  },
  word_block: {
    en: '{words} of the list "{list}" must not go out: nothing that says it is released or sent. Say it otherwise{note}',
    zh: '{words}在敏感词表“{list}”中，级别为禁止：含有它的内容不能发布，也不会发出。请改写{note}',
  },
  word_review: {
    en: '{words} of the list "{list}" has to be looked at by a person before it goes out. Say it otherwise, have the content approved, or accept it{note}',
    zh: '{words}在敏感词表“{list}”中，发出前须由人审阅。请改写、让人审批该内容，或在发布时接受{note}',
  },
  word_warn: {
    en: '{words} is on the list "{list}". Look whether it can be said otherwise{note}',
    zh: '{words}在敏感词表“{list}”中。请看是否可以改写{note}',
  },
  unused_block: {
    en: 'no template and no block holds it. Remove it, or put it in: {% block "..." %}',
    zh: '没有模板或内容块使用它。请删除，或在需要处写入 {% block "..." %}',
  },
};

/** What is filled into a text; one that has its own words in each language brings both. */
export type Values = Readonly<Record<string, string | number | Text>>;

export function textOf(key: FindingKey, values: Values = {}): Text {
  const fill = (language: keyof Text): string =>
    FINDINGS[key][language].replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = values[name] ?? hole;
      return typeof value === 'object' ? value[language] : String(value);
    });
  return { en: fill('en'), zh: fill('zh') };
}

/** Of the step that customers rest at; found where who is inside is known. */
export const OCCUPIED_STEP: LintId = 'occupied-step';

/** What is said of it. */
export function occupiedText(values: Readonly<Record<'journey' | 'step', string>> & Readonly<Record<'version' | 'inside', number>>): Text {
  return textOf('occupied', values);
}

/** The same of a journey that goes with everybody inside. */
export function goneText(values: Readonly<Record<'journey', string>> & Readonly<Record<'inside', number>>): Text {
  return textOf('gone', values);
}

/** Of a journey that comes once; found where the time is known. */
export const PAST_SCHEDULE: LintId = 'past-schedule';

/** What is said of it. */
export function pastText(values: Readonly<Record<'date' | 'at' | 'zone', string>>): Text {
  return textOf('past', values);
}

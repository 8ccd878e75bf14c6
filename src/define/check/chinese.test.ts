/** What is wrong, as a reader of Chinese is told. */
import { describe, expect, test } from 'vitest';
import { messageOf } from '../../base/index.ts';
import { all, property, tag, trait } from '../build/conditions.ts';
import { defineJourney, definePolicy, defineSegment, defineTag, defineTrait } from '../build/definitions.ts';
import { exit, wait } from '../build/steps.ts';
import { onEvent } from '../build/triggers.ts';
import { text, workspace } from '../example.suite.ts';
import { ProjectProblems } from './problem.ts';
import { problemsOf } from './validate.ts';

const chineseOf = (...definitions: readonly unknown[]): readonly string[] =>
  problemsOf({ definitions: [workspace, ...definitions] }).map((problem) => problem.text.zh);
const name = text('N');
const journey = (more: object) => ({
  ...defineJourney({ id: 'cart', name, stage: 'retain', trigger: onEvent('E'), reentry: 'once', steps: [wait('1d'), exit()] }),
  ...more,
});

describe('what is wrong', () => {
  test.each<[string, unknown, string]>([
    [
      'a rule',
      defineSegment({ id: 'vip', name, condition: all(property('n').is(1)) }),
      '分群“vip”的 condition.rules[0]：这里没有可读取属性的事件；请由它们计算出客户属性，或用 "event.<name>" 查询历史',
    ],
    [
      'a reference',
      defineSegment({ id: 'vip', name, condition: all(tag('gone')) }),
      '分群“vip”的 condition.rules[0].field：没有标签“gone”。请在项目中定义它，或更正名称。',
    ],
    ['a journey', journey({ goalWithin: '7d' }), '旅程“cart”的 goalWithin：没有目标。请添加目标，或去掉这一项'],
    ['a field', journey({ colour: 'red' }), '旅程“cart”：没有 "colour" 这个字段'],
    ['a type', journey({ steps: 3 }), '旅程“cart”的 steps：应为列表，现在是 3'],
    ['what is missing', journey({ steps: undefined }), '旅程“cart”的 steps：应为列表，现在是空'],
    ['a choice', journey({ reentry: 'twice' }), '旅程“cart”的 reentry：应为 "once"、"always" 或对象，现在是 "twice"'],
    [
      'a hint',
      journey({ goalWithin: '7 days' }),
      '旅程“cart”的 goalWithin：应为大于零的时长：整数加单位（ms、s、m、h、d、w），例如 "30d"，现在是 "7 days"',
    ],
    ['a bound', journey({ holdout: 2 }), '旅程“cart”的 holdout：应小于 1，现在是 2'],
    [
      'a sensitive word in two lists',
      definePolicy({
        sensitiveWords: [
          { id: 'law', severity: 'block', words: ['最佳'] },
          { id: 'house', severity: 'warn', words: ['最 佳'] },
        ],
      }),
      '策略“default”的 sensitiveWords[1].words[0]：“最 佳”已在词表“law”中；请只留在决定如何处理的那一个',
    ],
    [
      'an exception to nothing',
      definePolicy({ sensitiveWords: [{ id: 'law', severity: 'block', words: ['最佳'], except: ['最好'] }] }),
      '策略“default”的 sensitiveWords[0].except[0]：“最好”不包含这个词表中的任何词；请去掉，或补充该词',
    ],
    [
      'a word of white space',
      definePolicy({ sensitiveWords: [{ id: 'law', severity: 'block', words: [' '] }] }),
      '策略“default”的 sensitiveWords[0].words[0]：应为一个词，这里只有空白',
    ],
    [
      'a guardrail',
      journey({ steps: [wait('1d', { id: 'a', guardrails: [{ measure: 'error', atLeast: 0.5 }] })] }),
      '旅程“cart”的 steps[0].guardrails[0]：错误率更低不是断点：请写 "atMost" 或 "noWorseBy"',
    ],
    [
      'a schedule',
      journey({ trigger: { type: 'schedule', rule: 'FREQ=NEVER', from: '2026-01-05', at: '09:00' } }),
      '旅程“cart”的 trigger.rule：FREQ 是其中之一：DAILY, WEEKLY, MONTHLY, YEARLY',
    ],
  ])('with %s', (_, definition, message) => {
    expect(chineseOf(definition)[0]?.slice(0, message.length)).toBe(message);
  });

  test('in both a type and a value', () => {
    const number = defineTrait({ id: 'n', name, type: 'number' });
    const segment = defineSegment({ id: 'vip', name, condition: all(trait('n').is('x')) });
    expect(chineseOf(number, segment)).toEqual(['分群“vip”的 condition.rules[0]："x" 永远不会等于类型为数字的值']);
  });

  test('in a circle', () => {
    const [a, b] = ['a', 'b'].map((id) => defineTag({ id, name, rule: all(tag(id === 'a' ? 'b' : 'a')), owner: 'x' }));
    expect(chineseOf(a, b)).toContain('这些定义互相依赖，形成了循环：标签“a” -> 标签“b” -> 标签“a”。请去掉其中一个引用。');
  });

  test('twice', () => {
    expect(chineseOf(journey({}), journey({}))).toContain('有两个旅程的 id 都是“cart”。请给其中一个改名。');
  });
});

test('a project with problems is told as a whole in either language', () => {
  const error = new ProjectProblems(problemsOf({ definitions: [] }));
  expect(error.message).toContain('VOLANO_DEFINITION_INVALID project: expected exactly one workspace');
  expect(messageOf(error.code, error.details, 'zh')).toBe(
    '项目有 1 个问题：\n  VOLANO_DEFINITION_INVALID project：应恰有一个工作区（defineWorkspace：时区、币种、种子），现有 0 个',
  );
});

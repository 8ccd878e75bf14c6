/** What is expected of whoever rehearses, in both languages. */
import { type Saying, sayingWith } from '../base/index.ts';

/** By the English as it stands in the code, with numbered holes. A test keeps both equal. */
export const REHEARSE_ZH: Readonly<Record<string, string>> = {
  'a time such as 2026-03-29T02:30': '时间，例如 2026-03-29T02:30',
  '{0} cannot be loaded: {1}': '{0} 无法加载：{1}',
  'the customer has no identifier by which an event could find it': '该客户没有可供事件找到他的标识',
  'the engine cannot step an entry: {0}': '引擎无法处理一条记录：{0}',
  'the door refuses an event of the script: {0} {1}': '剧情中的一个事件被拒收：{0} {1}',
  'A test of yours is running already.': '您已有一次试跑在运行。',
  '{0} tests wait for their turn already.': '已有 {0} 次试跑在排队。',
  'The server is about to stop.': '服务器即将停止。',
  'it was stopped': '已被停止',
  'it needs more than {0} MB of memory': '需要超过 {0} MB 的内存',
  'it has taken longer than {0} s': '用时超过 {0} 秒',
  'its script is asynchronous; write its steps one after the other, without await': '它的脚本是异步的；请依次写出各步，不用 await',
  'this stands outside of a test; put it into journeyTest(name, () => { ... })': '它写在测试之外；请放进 journeyTest(name, () => { ... })',
  'the split "{0}" has no arm "{1}"': '分流“{0}”没有分支“{1}”',
  'journeyTest stands in a file that ends in .journey.ts, which volano test runs; inside another runner write rehearse(project, script)':
    'journeyTest 应写在以 .journey.ts 结尾的文件中，由 volano test 运行；在其他测试框架中请写 rehearse(project, script)',
  'the log of a cluster is not simulated over': '不能在集群的日志上做仿真',
  'A simulation is running already.': '已有一次仿真在运行。',
  'its process has ended, perhaps for want of memory': '其进程已结束，可能是内存不足',
  'At {0} something goes in circles: what follows from it leads to it again': '{0} 时出现循环：由此产生的结果又回到原处',
};

/** What is expected, as a template literal after it says in English. */
export const said: Saying = sayingWith(REHEARSE_ZH);

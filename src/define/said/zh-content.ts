/** Templates, blocks, placements, recommendations, benefits, identity and rules. */
export const CONTENT_ZH: Readonly<Record<string, string>> = {
  'the shares sum to {0}; they may sum to 1 at most': '比例之和是 {0}；最多为 1',
  'a condition or a share chooses a variant, not both: leave one out': '实验组由条件或比例决定，不能两者都有：请去掉一个',
  'a block of type {0} needs "{1}"': '{0} 类型的内容块需要 "{1}"',
  'a block of type {0} has no "{1}"; leave it out, or make it a custom block': '{0} 类型的内容块没有 "{1}"；请去掉，或改为 custom 类型',
  'a custom block needs "body", "mjml" or "text"': 'custom 类型的内容块需要 "body"、"mjml" 或 "text"',
  'it has none': '它没有实验组',
  'it has {0}': '它有 {0}',
  'template "{0}" has no variant "{1}": {2}': '模板“{0}”没有实验组“{1}”：{2}',
  'there is no block "{0}". Define it, or take it out': '没有内容块“{0}”。请定义它，或去掉',
  'block "{0}" holds itself: {1}': '内容块“{0}”包含了自己：{1}',
  'blocks are nested more than {0} deep: {1}': '内容块嵌套超过 {0} 层：{1}',
  'block "{0}": {1}': '内容块“{0}”：{1}',
  'with its blocks it has more than {0} characters': '放入内容块后超过 {0} 个字符',
  '"{0}" is no parameter. Write name: "text", name: 12 or name: trait.city, with commas between them':
    '“{0}”不是参数。请写 name: "text"、name: 12 或 name: trait.city，之间用逗号隔开',
  'it needs "{0}". Give it where the block stands ({1}: ...), or a default in the block: {{ block.{2} | default: "..." }}':
    '它需要“{0}”。请在放置内容块的地方给出（{1}: ...），或在内容块中写默认值：{{ block.{2} | default: "..." }}',
  'another candidate has the id "{0}" already': '已有另一个候选的 id 是“{0}”',
  'a limit looks back 366 days at most': '上限最多回看 366 天',
  '"{0}" does not stand beside the item "{1}": name both in one list, or both outside of lists':
    '“{0}”与商品“{1}”不在同一处：请都写在同一个列表中，或都写在列表之外',
  'every item has "{0}" already; choose another name': '每个商品已有 "{0}"；请换一个名称',
  'by category needs the property that holds it': '按品类推荐，需要指明存放品类的事件属性',
  'each source is named once': '每个来源只写一次',
  '"{0}" stands in another list than "{1}"': '“{0}”与“{1}”不在同一个列表中',
  'how many points? Add "points"': '多少积分？请添加 "points"',
  'a coupon is a code of its pool; leave "points" out': '优惠券是券码池中的一个码；请去掉 "points"',
  'points have no pool that could run low; leave "lowAt" out': '积分没有会用完的券码池；请去掉 "lowAt"',
  'another member has the id "{0}" already': '已有另一个成员的 id 是“{0}”',
  'another member has this token already; give each one of their own': '已有另一个成员用这个令牌；请给每人各自的令牌',
  'the key of an order stands outside of lists, "{0}" is inside one': '订单号在列表之外，而“{0}”在列表中',
  'a purchase is filtered outside of lists, "{0}" is inside one': '购买只能按列表之外的内容筛选，而“{0}”在列表中',
  'a purchase is filtered by {0}, not by "{1}"': '购买可用 {0} 筛选，不能用 "{1}"',
  'they begin and end at the same time; leave them out': '开始和结束在同一时刻；请去掉',
  'another cap has the id "{0}" already': '已有另一个频次上限的 id 是“{0}”',
  'another list of sensitive words has the id "{0}" already': '已有另一个敏感词表的 id 是“{0}”',
  'nothing of this word can be seen; leave it out': '这个词没有任何可见字符；请去掉',
  '"{0}" is in this list already; leave it out': '“{0}”已在这个词表中；请去掉重复项',
  '"{0}" is in list "{1}" already; leave it in the one that says what is to happen': '“{0}”已在词表“{1}”中；请只留在决定如何处理的那一个',
  '"{0}" holds no word of this list; leave it out, or add the word': '“{0}”不包含这个词表中的任何词；请去掉，或补充该词',
  'expected a word, this is white space': '应为一个词，这里只有空白',
  'it is longer than the window; at most as long as that': '它比时间窗口长；最多与窗口一样长',
  'transactional messages are always exempt; leave "transactional" out': '交易消息始终不受此限；请去掉 "transactional"',
  'with "merges": false no profile ever holds a second value; "limit": {0} contradicts it, write 1':
    '"merges": false 时，画像不会有第二个值；"limit": {0} 与此矛盾，请写 1',
  'with "merges": false no profile ever gains a value; "per" contradicts it, leave it out':
    '"merges": false 时，画像不会增加值；"per" 与此矛盾，请去掉',
  'user_id names a person who has signed in; without merging nobody would be known again. Use a namespace of its own for what is shared':
    'user_id 代表登录的人；不合并就再也认不出任何人。共用的标识请另设一个标识类型',
  'blocks every value there is: nobody would ever be known by this namespace. Bind it with "^" and "$"':
    '会屏蔽所有的值：这个标识类型将认不出任何人。请用 "^" 和 "$" 限定首尾',
};

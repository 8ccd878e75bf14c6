/** Rows of the error catalogue in Chinese: releases, and members with what they may do. */
import type { ACCESS_ERRORS } from './errors-of-access.ts';
import type { RELEASE_ERRORS } from './errors-of-releases.ts';

export const RELEASE_ERRORS_ZH: Readonly<Record<keyof typeof RELEASE_ERRORS | keyof typeof ACCESS_ERRORS, string>> = {
  VOLANO_ACCESS_CSRF: '用会话 cookie 提出的更改需要在请求头 x-volano-csrf 中带上会话的令牌。GET /v1/session 会给出；程序请改用 API 令牌。',
  VOLANO_ACCESS_DENIED: '这需要权限“{permission}”，而您没有。请向所有者申请包含它的角色。',
  VOLANO_ACCESS_EMAIL_TAKEN: '已有成员使用邮箱地址 {email}。',
  VOLANO_ACCESS_FIELD: '{field}：{problem}。',
  VOLANO_ACCESS_FIRST_OWNER: '第一个成员必须是所有者，否则无人能添加他人。请选择角色“owner”。',
  VOLANO_ACCESS_LAST_OWNER: '这是最后一个有效的所有者，否则再无人能管理成员。请先让另一位成为所有者。',
  VOLANO_ACCESS_LINK_INVALID: '此链接已使用、已过期或从未生成。请向所有者索取新链接（“volano member link EMAIL”）。',
  VOLANO_ACCESS_OIDC: '通过您的组织登录没有成功：{problem}。请从登录页重新开始。',
  VOLANO_ACCESS_OIDC_DOWN: '"oidc.issuer" 的身份提供方没有正常应答：{problem}。请用密码登录，或再试一次。',
  VOLANO_ACCESS_PASSWORD_WEAK: '密码太容易猜到：{problem}。请用 {length} 个或更多字符，且不是常见密码或您的姓名。',
  VOLANO_ACCESS_RATE: '同时请求太多。请在 {seconds} 秒后继续。',
  VOLANO_ACCESS_SIGN_IN_REFUSED: '邮箱地址或密码错误，或该成员已停用。所有者可以生成设置新密码的链接。',
  VOLANO_ACCESS_SIGN_IN_REQUIRED:
    '请先登录：此安装已有成员。程序用 API 令牌发送“Authorization: Bearer <token>”；服务器所在机器上的命令在数据文件夹中找到其令牌。',
  VOLANO_ACCESS_THROTTLED: '登录失败次数过多。请在 {seconds} 秒后再试。',
  VOLANO_ACCESS_TOKEN_INVALID: '令牌未知、已过期或已撤销。请在您的账户下新建，或用 POST /v1/tokens。',
  VOLANO_BROADCAST_TIME: '群发在某一天、按每位客户自己的时钟发出，例如 2026-12-01T10:00，不带时区；“{at}”不是这样的时间。',
  VOLANO_BROADCAST_PAST: '{at} 在工作区的时区中已经过去。请给出更晚的时间（--at）。',
  VOLANO_BROADCAST_TAKEN: '已有旅程“{id}”。请给群发另一个 id（--id）。',
  VOLANO_BROADCAST_LIST: '{file} 是手写的，不会覆盖任何内容。请自行把群发加进去，或把您自己的旅程放在另一个文件夹。',
  VOLANO_BROADCAST_STARTED:
    "群发“{id}”已经开始（{inside} 位客户在其中），不能整体收回。请从项目中去掉它的旅程，并说明如何处理其中的客户：volano apply --edit '{id}/*=exit' 会撤回尚未交出的消息。",
  VOLANO_CHANGE_CONFLICT:
    '自您读取之后，{kind}“{id}”的未发布更改有变动（{happened}），不会在您未看到时覆盖。请再看一次，然后在其上保存您的更改，或放弃。',
  VOLANO_CHANGE_OVERTAKEN:
    '发布版本 {number} 在您的更改所基于的发布版本 {on} 之后更改了 {kind}“{id}”：您的更改会在未看到时将其撤回。请查看已发布的内容，然后在最新发布版本上保存，或丢弃。',
  VOLANO_CONTENT_CHANGED: '{kind}“{id}”在您查看之后有更改。请看它现在的内容，再批准或退回。',
  VOLANO_CONTENT_OWN: '{kind}“{id}”是您自己更改的，而本工作区要求第二人审批：须由另一位成员批准。',
  VOLANO_MEMBER_UNKNOWN:
    '本工作区要求发布前由第二人审批，而无法得知您是谁。请给出成员的令牌（--member、VOLANO_MEMBER_TOKEN 或请求头 x-volano-member）；工作区在 "approval" 下列出成员。',
  VOLANO_PULL_EDITED:
    '有人修改了 {files}：其内容既不同于代码，也不同于任何发布版本。没有写入任何内容。请将其发布（volano apply），另存一份，或用 --force 以发布版本的内容替换。',
  VOLANO_RELEASE_UNAPPROVED:
    '本工作区的发布须由第二人批准后才会生效。请提交（带成员令牌的“volano apply”），并由另一位成员批准（“volano approve DRAFT”）。',
  VOLANO_DRAFT_DECIDED: '草案“{id}”已由 {by} 处理（{action}）。请重新提交以便再次审阅。',
  VOLANO_DRAFT_OWN: '草案“{id}”是您自己的（{by}）：须由另一位成员批准。',
  VOLANO_DRAFT_OVERTAKEN:
    '草案“{id}”基于发布版本 {base} 提交，而现在生效的是发布版本 {latest}：审阅过的内容已不是将要产生的结果。请重新提交。',
  VOLANO_RELEASE_UNKNOWN: '没有发布版本 {number}；最新的是 {latest}。“volano releases”会列出它们。',
  VOLANO_RELEASE_OVERTAKEN: '在此期间他人已生成发布版本 {number}，您的没有生成。请查看新的内容（`volano plan`），再次应用项目。',
  VOLANO_RELEASE_UNSOUND:
    '没有生成发布版本，因为其中有 {count} 处无法起到应有的作用。请更正，或在知情的情况下接受（volano apply 和 volano serve 的 --accept {lints}）：\n{problems}',
  VOLANO_RELEASE_BLOCKED:
    '没有生成发布版本，因为其中有 {count} 处文字按策略中的敏感词表禁止发出。请改写，或更正词表；此类问题不能接受：\n{problems}',
  VOLANO_ROLLOUT_RUNNING:
    '旅程“{journey}”正在灰度发布（{id}），此发布会改动它。请等灰度发布结束、停住它（volano rollout halt {id}），或回滚（volano rollback）。',
  VOLANO_ROLLOUT_EMPTY:
    '此发布没有更改任何旅程，没有可以分阶段发布的内容：属性、标签、分群、模板和设置对所有人同时生效。请去掉 --rollout。',
  VOLANO_ROLLOUT_OVERTAKEN: '在此期间他人已推动灰度发布“{id}”，您的操作没有生效。“volano rollout status {id}”显示现状。',
  VOLANO_ROLLOUT_STATE: '灰度发布“{id}”的状态是 {state}，不能这样操作。“volano rollout status {id}”显示现状。',
};

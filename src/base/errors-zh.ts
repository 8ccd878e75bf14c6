/** The error catalogue in Chinese. The holes of each message are those of the English one (errors.ts); a test keeps the two equal. */
import type { ErrorCode } from './error-code.ts';
import { INSTALLATION_ERRORS_ZH } from './errors-zh-installation.ts';
import { RELEASE_ERRORS_ZH } from './errors-zh-releases.ts';

export const ERRORS_ZH: Readonly<Record<ErrorCode, string>> = {
  VOLANO_DURATION_INVALID: '“{value}”不是时长。请写一个整数加单位（ms、s、m、h、d、w），例如“30d”。',
  VOLANO_SIMULATION_TOO_EARLY:
    '“{path}”中的日志从 {first} 开始，而且没有本版本的快照说明客户在 {since} 时的状态。请选择更晚的 --since，或在日志被清理之前先做快照（volano snapshot）。',
  VOLANO_JOURNEY_NOT_STARTABLE:
    '旅程“{id}”不能按名称启动：它用的是别的触发，或已不在当前发布版本中。请给它加上触发 onStart()，或启动一个有此触发的旅程。',
  VOLANO_JOURNEY_TEST_INVALID: '旅程测试无法运行：{problem}。写法见 docs/rehearsal.md。',
  VOLANO_REHEARSAL_BUSY: '{problem} 请等它结束，或将其停止。',
  VOLANO_REHEARSAL_IMPOSSIBLE: '旅程不能这样试跑：{problem}。请修改客户的行为，或修改旅程。',
  VOLANO_REHEARSAL_LIMIT: '试跑已停止：{problem}。请缩短其中经过的时间，或减少发生的事情。',
  VOLANO_TIME_ZONE_UNKNOWN: '“{value}”不是 tz 数据库中的时区。请写例如“Asia/Shanghai”或“Europe/London”。',
  VOLANO_PROJECT_INVALID: '项目有 {count} 个问题：\n{problems}',
  VOLANO_DEFINITION_INVALID: '{path}：{problem}',
  VOLANO_REFERENCE_UNKNOWN: '{path}：没有 {kind}“{id}”。请在项目中定义它，或更正名称。',
  VOLANO_DEFINITION_CYCLE: '这些定义互相依赖，形成了循环：{cycle}。请去掉其中一个引用。',
  VOLANO_DEFINITION_DUPLICATE: '有两个 {kind} 的 id 都是“{id}”。请给其中一个改名。',
  VOLANO_DEFINITION_IN_USE:
    '不能删除 {kind}“{id}”：{user} 中的客户还要用到它。请保留到他们离开为止，或说明如何处理他们：在旅程中写 "edits"，或用 --edit JOURNEY/STEP=exit（或 move:STEP）。',
  VOLANO_BATCH_TOO_LONG: '这一批有 {count} 个调用，一次最多读取 {limit} 个。请分几批发送。',
  VOLANO_CALL_INVALID: '{field}：{problem}。',
  VOLANO_EVENT_INVALID: '事件“{event}”不符合数据字典：{problems}。它已存入隔离区；请更正发送方，或用“volano quarantine”更正后重放。',
  VOLANO_CALL_KEY_FORBIDDEN: '{field}：不接受键“__proto__”。请改名。',
  VOLANO_CALL_NUMBER_INVALID: '{field}：数字太大，无法保存。请以文本发送。',
  VOLANO_CALL_TIME_OUT_OF_RANGE: '{field}：{value} 不在 {from} 到 {to} 之间。请更正时间，或声明更大的范围。',
  VOLANO_CALL_TOO_DEEP: '{field}：嵌套超过 {limit} 层。请展平。',
  VOLANO_CALL_TOO_LARGE: '该调用有 {bytes} 字节，最多接受 {limit} 字节。请少发一些，或提高上限。',
  VOLANO_CALL_TOO_MANY_KEYS: '{field}：有 {count} 个键，最多接受 {limit} 个。请归入对象，或去掉没有人读取的键。',
  VOLANO_CALL_WITHOUT_IDENTIFIER: '该调用没有指明客户。请给出 userId、anonymousId 或 context.externalIds。',
  VOLANO_ENTRY_UNREADABLE: '日志中有一条无法读取的记录：{problem}。请从备份恢复日志，并报告此问题。',
  VOLANO_IDENTIFIER_INVALID: '{field}：{problem}。标识是 1 到 {limit} 个字符的文本，不含控制字符。',
  VOLANO_IMPORT_CHECKPOINT_MISMATCH: '检查点 {file} 属于另一个文件或映射（{problem}）。删除它即可从头导入，或导入它所属的文件。',
  VOLANO_IMPORT_DOOR_UNREACHABLE: '{url} 上的服务器没有接收这些行：{problem}。请启动它，然后以 resume 再次导入。',
  VOLANO_IMPORT_FILE_UNREADABLE: '{file} 在第 {row} 行附近无法读取：{problem}。请修复文件，然后以 resume 再次导入。',
  VOLANO_IMPORT_FORMAT_UNKNOWN:
    '从名称看不出 {file} 的格式。请命名为 .csv、.jsonl 或 .parquet（前两种也可加 .gz），或在映射中设置 "format"。',
  VOLANO_IMPORT_MAP_INVALID: '导入映射在 {path} 处有误：{problem}。',
  VOLANO_IMPORT_NOT_WRITABLE: '无法写入 {file}：{problem}。请指定可写的位置，或腾出空间。',
  VOLANO_IMPORT_REFUSED: '服务器拒绝了导入：{problem}。请检查写入密钥和各项上限，然后以 resume 再次运行。',
  VOLANO_IMPORT_ROW_INVALID: '{field}：{problem}。',
  VOLANO_OVERLOADED: '引擎处理落后。请在 {seconds} 秒后再次发送同一请求。',
  VOLANO_QUARANTINE_UNWRITABLE: '无法写入隔离区：{problem}。请释放磁盘空间；如为集群，请查看 PostgreSQL 为何没有应答。发送方会重试。',
  VOLANO_QUARANTINE_TAKEN:
    '本进程长时间没有动静，另一个进程已接手重放和丢弃。届时已在日志中的，会在那里找到，不会再次发送；其余的请再请求一次。',
  VOLANO_CORRECTION_INVALID: '该更正无法使用：{path} {problem}。格式和示例见 docs/quarantine.md。',
  VOLANO_REPORT_UNWRITABLE: '报告无法写入 {path}：{problem}。请指定一个已存在且可写的文件夹中的文件。',
  VOLANO_TAG_SHEET_INVALID: '{file} 不是可以读回的核对表：{problem}。请用“volano tags sheet”生成，并在“right”列填写 yes 或 no。',
  VOLANO_REQUEST_ENCODING_INVALID: '请求体无法按 {encoding} 解压：{problem}。请完整发送，或不压缩。',
  VOLANO_REQUEST_FAILED: '请求无法保存：{problem}。请再次发送。',
  VOLANO_REQUEST_INVALID: '{field}：{problem}。',
  VOLANO_REQUEST_NOT_UTF8: '请求体不是有效的 UTF-8（第一个错误字节在 {position}）。请以 UTF-8 编码。',
  VOLANO_REQUEST_TOO_LARGE: '请求体超过 {limit} 字节。请分小批发送，或提高上限。',
  VOLANO_REQUEST_UNREADABLE: '请求体不是 JSON：{problem}。',
  VOLANO_WRITE_KEY_ENDED:
    '这个写入密钥已被吊销或替换。请改用数据源当前的密钥；可由管理写入密钥的成员在控制台“数据源”中创建，或运行 "volano write-key make SOURCE"。',
  VOLANO_WRITE_KEY_FIXED:
    '这个写入密钥配置在 {place} 中。请在那里修改并重新启动服务器；或为数据源另建密钥，改用它发送后，再从配置中移除这个密钥。',
  VOLANO_WRITE_KEY_MISSING: '没有写入密钥。请把它作为 Basic 认证的用户名，或写在请求体的 "writeKey" 中。',
  VOLANO_WRITE_KEY_UNKNOWN: '没有数据源使用这个写入密钥。请与服务器的数据源核对。',
  VOLANO_ADMIN_TOKEN_REQUIRED:
    '服务器可从其他机器访问，因此这一部分需要管理令牌。请设置 VOLANO_ADMIN_TOKEN 后启动，并发送“Authorization: Bearer <token>”；或只监听 127.0.0.1。',
  VOLANO_ADMIN_TOKEN_WRONG: '管理令牌不正确。请以“Authorization: Bearer <token>”发送服务器启动时所用的令牌。',
  VOLANO_INBOX_TOKEN_INVALID:
    '收件箱令牌缺失、错误或已过期。请以“Authorization: Bearer <token>”发送由 POST /v1/inbox-tokens 新取得的令牌。',
  VOLANO_CONSOLE_MISSING: '{path} 中缺少控制台的文件。请重新安装软件包。',
  VOLANO_CONSOLE_NOT_BUILT: '控制台尚未构建：{path} 中没有页面。请运行“npm run build -w console”，然后重新打开此地址。',
  VOLANO_LIVE_FULL: '已打开 {max} 个实时视图。请关闭一个，或一分钟后再试。',
  VOLANO_ORIGIN_FOREIGN: '管理 API 只应答自己的页面和程序；此请求是为“{origin}”发出的。请用服务器监听的地址打开控制台。',
  VOLANO_QUERY_INVALID: '{field}：{problem}',
  VOLANO_TEST_SEND_LIMIT: '同一发送人或同一渠道在 {minutes} 分钟内最多发出 {max} 条测试发送。请在 {seconds} 秒后继续。',
  VOLANO_FALLBACK_MISSING: '旅程“{journey}”的节点“{step}”没有可改道的备用路径。请为它设置 fallback：skip、后面的节点，或另一渠道和模板。',
  VOLANO_RESOURCE_UNKNOWN: '没有 {kind}“{id}”。请检查拼写；也可能已按保留期限删除。',
  VOLANO_UNMERGE_PREPARING: '有一个发布版本仍在准备：它所读取的历史正在补入。请待其生效（“volano releases”）后再拆分。',
  VOLANO_IDENTIFIER_BLOCKED:
    '“{identifier}”不代表任何人：它是空值、程序用来表示“无人”的值，或被其标识类型屏蔽。请绑定另一个标识，或将其从标识类型的 "blocked" 或 "blockedPatterns" 中去掉并发布。',
  VOLANO_IDENTIFIER_SHARED: '“{identifier}”由许多人共用：标识类型“{namespace}”不合并。请绑定此人的标识，或允许该标识类型合并并发布。',
  VOLANO_BIND_EXCEEDED:
    '“{identifier}”不能绑定到“{to}”：画像会超过{limit}。请先取出不属于其的标识（“volano identity unbind”），或提高该标识类型的上限并发布。',
  VOLANO_UNBIND_ALONE: '“{identifier}”是画像 {customer} 唯一的标识，无从取出。“volano identity show {identifier}”列出该画像的标识。',
  VOLANO_PROFILE_CHANGED: '“{identifier}”的画像在此期间有变化，现保持原样。请再操作一次。',
  VOLANO_MERGE_UNKNOWN: '客户 {customer} 没有并入 {from}，或该合并已拆分。“volano identity show {customer}”列出其合并。',
  VOLANO_TEMPLATE_INVALID: '模板“{id}”，{field}：{problem}。',
  VOLANO_RETURN_UNSIGNED: '请按 Standard Webhooks 的规定，用渠道“{channel}”的密钥当场签名。',
  VOLANO_DELIVERY_UNSETTLED:
    '{open} 条消息尚未完成，且 {seconds} 秒内没有一条完成。原因：{what}。没有丢失：它们在发件箱中，待问题解决且服务器再次运行后发出。',
  VOLANO_PLAYBOOK_UNKNOWN: '{folder} 中没有剧本“{id}”。现有：{known}。',
  VOLANO_PLAYBOOK_SHELF_EMPTY: '{folder} 中没有剧本。剧本架的每个剧本一个文件夹，其 index.ts 导出同名剧本。',
  VOLANO_PLAYBOOK_LACKS: '项目缺少 {problem}，没有它剧本“{id}”无法写给任何人。请先定义，再添加剧本。',
  VOLANO_PLAYBOOK_COLLIDES: '剧本“{id}”中有的内容已存在且不同，不会覆盖任何内容：{names}。请将您的改名或删除，或保留而不用此剧本。',
  VOLANO_PLAYBOOK_PROJECT:
    '{folder} 中的项目是 project.json，而剧本是代码。请改为导出 "project" 的 index.ts（JSON 可原样放入），再添加剧本。',
  VOLANO_PROJECT_NOT_FOUND:
    '{folder} 中没有项目：既没有导出 "project" 的 index.ts（或 index.js），也没有 project.json 或 definitions/ 中的文件。请检查路径。',
  VOLANO_PROJECT_UNREADABLE: '无法读取 {file}：{problem}',
  VOLANO_DEMO_DATA_INVALID: '{file} 不是 Online Retail 文件：应有列 {columns}，时间为 ISO 8601。',
  VOLANO_DEMO_DATA_UNREADABLE: '无法读取 {file}：{problem}。请给出 Online Retail 文件（.csv 或 .csv.gz）的路径。',
  VOLANO_DEMO_EXAMPLE_MISSING: '{path} 处的示例缺失或无法加载。请从仓库的克隆中运行演示。',
  VOLANO_SERVER_UNREACHABLE: '{url} 上没有 Volano 服务器应答（{problem}）。请用“volano serve”启动，或用 --url 指定另一个。',
  VOLANO_SERVER_ANSWER_UNEXPECTED: '{url} 上的服务器对 {request} 应答了 {status}：{problem}',
  VOLANO_UNEXPECTED: '{problem}。这是 Volano 的缺陷，请报告并附上操作步骤。',
  VOLANO_BACKFILL_GAPS:
    '数据仓库缺少到发布版本 {release} 为止的事件和事实中的 {missing}，其中新的内容将建立在有缺口的历史上。请恢复数据仓库，或先发布不含需要历史的定义的项目（`volano status` 会列出）。',
  VOLANO_BACKFILL_WAITS:
    '发布版本 {release} 已生成，但一部分尚未生效：它所读取的历史无法补入。服务器会继续尝试；“volano status”显示进展。{problem}',
  ...INSTALLATION_ERRORS_ZH,
  ...RELEASE_ERRORS_ZH,
};

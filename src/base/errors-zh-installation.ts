/** Rows of the error catalogue in Chinese: configuration, storage, backups and migrations. */
import type { BACKUP_ERRORS } from './errors-of-backups.ts';
import type { CONFIGURATION_ERRORS } from './errors-of-configuration.ts';
import type { STORAGE_ERRORS } from './errors-of-storage.ts';

type Code = keyof typeof BACKUP_ERRORS | keyof typeof CONFIGURATION_ERRORS | keyof typeof STORAGE_ERRORS;

export const INSTALLATION_ERRORS_ZH: Readonly<Record<Code, string>> = {
  VOLANO_BACKUP_BUSY: '另一个备份（进程 {pid}）正在写入 {path}。请等待，或选择另一个文件夹。',
  VOLANO_BACKUP_DAMAGED: '备份中的 {path} 已损坏：{problem}。请从另一个备份恢复；现在要做完整备份需用新文件夹。',
  VOLANO_BACKUP_DISK_FULL: '无法写入 {path}（{reason}）：备份所在磁盘已满。安装本身无损，之前的备份仍然完整。请腾出空间后再次运行。',
  VOLANO_BACKUP_FOLDER_FOREIGN: '{path} 中有不是备份的内容。请选择空文件夹，或由 volano backup 生成的文件夹。',
  VOLANO_BACKUP_FORMAT: '{path} 中备份的格式是 {format}，而此 Volano 读取 {own}。请用能读取它的 Volano，或用新文件夹。',
  VOLANO_BACKUP_GAP: '备份止于日志位置 {position}，而日志现在从 {first} 开始，两者无法衔接。请选择新文件夹，并以高于清理的频率备份。',
  VOLANO_BACKUP_INTERRUPTED: '备份没有完成：{problem}。请再次运行；文件夹中之前的内容仍然完整。',
  VOLANO_BACKUP_MISSING: '{path} 中没有完整的备份。请检查文件夹；若首次备份被中断，请再次运行。',
  VOLANO_BACKUP_OTHER: '备份属于另一份日志：其位置 {position} 的记录与此处不同。恢复之后，或用于另一个安装时，请选择新文件夹。',
  VOLANO_BACKUP_PARTITIONS:
    '日志有（或配置为）多个分区：volano migrate 能迁入多个分区，但不能从多个分区迁出；volano snapshot 只支持一个分区的安装。多分区的快照会自行生成；volano backup 和 volano restore 支持多分区。',
  VOLANO_BACKUP_UNDER_WAY: '此服务器的另一个备份正在进行。请等待其完成。',
  VOLANO_BACKUP_WAREHOUSE: '数据仓库在 {from} 到 {to} 之间应有 {expected} 行，实有 {found} 行。请运行 volano verify，并保持文件夹不动。',
  VOLANO_MIGRATION_DIFFERENT:
    '迁入的{part}与读出的在 {where} 处不同。没有切换任何内容，来源无损。请清除已迁入的内容（或指定新的主题、schema 和数据库，或空文件夹）后再次迁移；请报告此问题。',
  VOLANO_MIGRATION_ENGINE:
    '状态由引擎版本“{version}”生成，而此 Volano 的版本是 {own}。要把它分到多个分区，请先用此 Volano 的服务器启动一次，停止后再次迁移。',
  VOLANO_MIGRATION_GAP:
    '日志位置 {position} 的记录在 Kafka 中会得到位置 {given}。请迁入从未有其他写入的主题；若日志本身中间缺少记录，请改为备份再恢复。',
  VOLANO_MIGRATION_GREW:
    '迁移期间日志增长到了位置 {position} 之后，没有切换任何内容。请停止来源的所有进程（包括网关），再次运行；会从中断处继续。',
  VOLANO_MIGRATION_MOVED:
    '此安装（{side}）已于 {time} 迁走，并在别处继续：{other}。请启动那一个。若要继续用这一个，请停止那一个并运行 `volano migrate --reopen {side}`（标记为 {place}）；那一个此后接收的内容不在这里。',
  VOLANO_MIGRATION_NOT_EMPTY:
    '目标位置（{place}）已有内容：{found}。两个安装不能混在一起：请在配置中指定新的主题、schema 和数据库，或用 --data 指定空文件夹。',
  VOLANO_MIGRATION_PREPARING:
    '有发布还在应用到所有客户，此时不能把客户分到多个分区。请启动服务器，等该发布生效（控制台“发布”中可见），停止后再次迁移。',
  VOLANO_MIGRATION_UNFINISHED:
    '此安装（{side}）只迁入了一半：从 {other} 的迁移已开始但未完成（标记为 {place}）。请用同样的选项再次运行 `volano migrate --to {side}`；会从中断处继续。',
  VOLANO_RESTORE_DISK_FULL: '无法写入 {path}（{reason}）：其磁盘已满。备份无损。请腾出空间，再次恢复到同一或另一个文件夹。',
  VOLANO_RESTORE_MOMENT: '这份多分区的备份不能恢复到 {asked}。{why}可以恢复到 {moments} 中的任何时间：请用 --time 选择，或不写以取最新。',
  VOLANO_RESTORE_NOT_EMPTY: '{path} 不是空的。请恢复到新文件夹，或恢复到使用新主题、schema 和数据库的集群，并启动它。',
  VOLANO_RESTORE_PARTITIONS:
    '备份来自有 {partitions} 个分区的安装，而要恢复到有 {own} 个分区的安装。请恢复到 log.partitions 为 {partitions} 的集群（数据文件夹为 1）。',
  VOLANO_RESTORE_UNFINISHED: '此处的恢复没有完成（{path}）。请用同样的选项再次运行 volano restore。',
  VOLANO_RESTORE_UNREACHABLE: '备份不能恢复到 {position}：它覆盖位置 {first} 到 {last}。请选择其中的位置或时间。',
  VOLANO_RESTORE_VERSION:
    '位置 {position} 之后的记录由引擎版本 {version} 处理，而此 Volano 为 {own}。请用该版本的 Volano 恢复；若日志只有一个分区，也可用 --position {position}。',
  VOLANO_LINK_KEY_INVALID: '{place} 中没有用于链接的密钥。请写一个或多个 32 字节随机数的 base64，以逗号分隔；第一个用于签名。',
  VOLANO_SOURCES_INVALID: '{path}：{problem}。请给每个数据源一个 id 和至少 8 个字符的写入密钥。',
  VOLANO_CONFIG_INVALID: '{place}：{field} {problem}。请更正后再启动；docs/configuration.md 说明了每个字段。',
  VOLANO_CONFIG_SECRET_MISSING: '{place}：{field} 引用了 {reference}，但 {problem}。请提供后再启动。',
  VOLANO_CHANNELS_INVALID: '{path}：{field} {problem}。请更正，或将该渠道从文件中去掉：未配置的渠道只会留存消息，不联系任何人。',
  VOLANO_CHANNELS_EXPOSED: '{path} 可被此机器的其他用户 {access}。请运行“chmod {mode} {path}”。',
  VOLANO_CHANNEL_SECRET_MISSING: '{path}：{field} 引用了 {reference}，但 {problem}。请提供后再启动。',
  VOLANO_CHANNEL_UNDEFINED: '{path}：当前发布版本没有渠道“{channel}”。请在项目中定义，或更正名称；在此之前不会有消息经过它。',
  VOLANO_OPTION_INVALID: '{option}：应为 {expected}，实为“{value}”。',
  VOLANO_DISK_FULL: '无法写入 {path}：{reason}。请释放其磁盘空间；已确认的内容不会丢失，写入会自行继续。',
  VOLANO_LOG_APPEND_FAILED: 'Kafka 没有保存对主题 {topic} 分区 {partition} 的追加：{reason}。其记录均未保存；请在 broker 应答后再次追加。',
  VOLANO_LOG_APPEND_TOO_LARGE:
    '对主题 {topic} 分区 {partition} 的一次追加有 {bytes} 字节，超过 Kafka 一次接收的量（{limit} 字节，以及主题的 max.message.bytes）。请一次少追加一些记录。',
  VOLANO_LOG_APPEND_UNCLEAR:
    'Kafka 没有应答对主题 {topic} 分区 {partition} 的追加是否已保存：{reason}。其记录要么全部保存，要么全部没有；再次追加可能会保存两遍。',
  VOLANO_LOG_FENCED:
    '现在由另一个进程写入主题 {topic} 的分区 {partition}，此进程不再可写。请每个主题只运行一个写入者；若应由此进程写入，请重启它。',
  VOLANO_LOG_LOCKED: '{path} 处的日志正被进程 {pid} 使用。请先停止该进程，或给此进程自己的数据目录。',
  VOLANO_LOG_SHORTENED:
    '这要读取位置 {position} 的记录，而日志现在从 {first} 开始：更早的已按保留期限清理。请提前选择更长的保留期限；可在此安装旁边恢复覆盖该时段的备份。',
  VOLANO_LOG_PARTITIONS: '{path} 处的日志创建时有 {stored} 个分区，而要求 {asked} 个。数量在创建时确定：请改回 {stored}。',
  VOLANO_LOG_UNREACHABLE:
    'Kafka（{brokers}）对主题 {topic} 没有应答：{reason}。请检查 broker 是否运行、从此处能否以其公布的地址到达，以及登录方式。',
  VOLANO_STATE_CONFLICT: '表“{table}”中的一行在此期间被另一个写入者更改，没有保存任何内容。请重新读取后再操作。',
  VOLANO_STATE_COPY_UNFINISHED: '此状态只有另一份的一部分：复制已开始但未完成。请再次运行该复制；会从中断处继续。',
  VOLANO_STATE_FENCED:
    '另一个进程已接管 {path} 处的状态；此进程尚未写入的内容均未保存。请结束它：另一个进程会从已保存处继续。若非有意，请确保分区只由一个进程拥有。',
  VOLANO_STATE_LOCKED: '{path} 处的状态正被 {holder} 使用。请先停止该进程，或给此进程自己的数据目录或 schema。',
  VOLANO_STATE_NOT_EMPTY: '要复制到的状态的表“{table}”中已有内容。请指定空的状态，或清除其中内容；两份状态不能混在一起。',
  VOLANO_STATE_UNAVAILABLE:
    '{path} 处的状态无法使用：{problem}。请检查 PostgreSQL 及其连接；已确认的内容不会丢失，工作会从已保存处自行继续。',
  VOLANO_STATE_VERSION_UNKNOWN:
    '客户的“{part}”部分以版本 {version} 写入，此 Volano 无法读取。若更新的 Volano 曾在此数据目录上运行，请重新启动那一个；否则请从备份恢复目录。',
  VOLANO_STORE_MISSING: '{path} 处还没有存储。请检查数据目录，或先启动一次服务器以创建。',
  VOLANO_VERIFY_LOG_TRIMMED:
    '{path} 处的日志从位置 {position} 开始，没有本引擎可由此继续的快照。请从备份验证，或先做快照（volano snapshot），从那时起验证。',
  VOLANO_VERIFY_UNFINISHED: '{path} 处的状态正在处理记录 {position}，需要多次提交。请让服务器完成后再验证。',
  VOLANO_VERIFY_VERSION: '日志中有引擎版本 {version} 的记录，而此 Volano 为 {own}。请用该版本的 Volano 验证。',
  VOLANO_WAREHOUSE_FENCED: '现在由另一个进程填写此分区的表 {table}；此进程后来发送的内容没有保存。请结束它：另一个进程会补上缺少的内容。',
  VOLANO_WAREHOUSE_DENIED:
    '{place} 处的 ClickHouse 服务器拒绝了我们：{problem}。请更正 "warehouse" 的用户和密码，或授权该用户使用其数据库（语句见 docs/deployment.md）。',
  VOLANO_WAREHOUSE_UNREACHABLE:
    '{place} 处没有 ClickHouse 服务器应答（{problem}）。请启动它，或更正 "warehouse.url"；https 用自己的端口，多为 8443。',
  VOLANO_WAREHOUSE_FAILED: '数据仓库无法执行一条语句：{problem}。等待它的内容会保留并重试。',
  VOLANO_WAREHOUSE_LOCKED: '{path} 处的数据仓库正被进程 {pid} 使用。请先停止该进程、改用其 HTTP API，或给此进程自己的数据目录。',
  VOLANO_WAREHOUSE_ROWS_REFUSED: '数据仓库无法读取这些行：{problem}。它们作为不可读内容保留；请报告其内容。',
  VOLANO_WAREHOUSE_UNAVAILABLE: '{path} 处的数据仓库无法打开：{problem}。请检查路径是否存在、可写且有空间。',
};

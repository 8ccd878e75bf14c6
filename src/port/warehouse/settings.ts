/** Settings that both carriers use for every statement, so that they read, store and answer alike. */
import { availableParallelism } from 'node:os';

/** How much of the machine the warehouse may take. */
export interface WarehouseLimits {
  /** Threads of one query; default 2, fewer where there are fewer cores. An insert takes one. */
  readonly threadsMax?: number;
  /** Memory of one query in bytes; default 2 GiB. */
  readonly memoryBytesMax?: number;
  /** Longest run of one query; default 300,000 ms. */
  readonly queryMsMax?: number;
}

export type Settings = Readonly<Record<string, string | number>>;

export function readerSettings(limits: WarehouseLimits): Settings {
  return {
    ...shared(limits),
    max_threads: limits.threadsMax ?? Math.min(2, availableParallelism()),
    max_execution_time: Math.ceil((limits.queryMsMax ?? 300_000) / 1_000),
  };
}

export function writerSettings(limits: WarehouseLimits): Settings {
  return {
    ...shared(limits),
    max_threads: 1,
    max_insert_threads: 1,
    input_format_parallel_parsing: 0,
    // A batch is one block, so that a kill leaves few partial inserts to reconcile.
    max_insert_block_size: 1_000_000,
    input_format_json_read_objects_as_strings: 1,
    input_format_json_read_arrays_as_strings: 1,
    input_format_json_throw_on_bad_escape_sequence: 0,
    input_format_skip_unknown_fields: 1,
    date_time_input_format: 'best_effort',
  };
}

/** What makes every server of a cluster answer as one, see clickhouse.ts. For queries, and for definitions made on the whole cluster. */
export function clusterReaderSettings(): Settings {
  return {
    select_sequential_consistency: 1,
    // A server that is away makes up for definitions when it is back; nobody waits for it.
    distributed_ddl_task_timeout: 10,
    distributed_ddl_output_mode: 'null_status_on_timeout',
  };
}

export function clusterWriterSettings(): Settings {
  return {
    insert_quorum: 'auto',
    insert_quorum_parallel: 0,
    insert_quorum_timeout: 60_000,
    insert_deduplicate: 0,
  };
}

function shared(limits: WarehouseLimits): Settings {
  return {
    max_memory_usage: limits.memoryBytesMax ?? 2 * 1024 ** 3,
    // An asynchronous insert would be acknowledged before it is on disk (W1).
    async_insert: 0,
    // ClickHouse 26.7 compiles least and greatest over Int128 into wrong results from the fourth run of a query.
    compile_expressions: 0,
    // The second evaluator writes a whole project into one statement.
    max_query_size: 8 * 1024 ** 2,
    output_format_json_quote_64bit_integers: 0,
    session_timezone: 'UTC',
  };
}

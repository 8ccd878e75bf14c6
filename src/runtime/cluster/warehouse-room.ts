/** How much room the disks of a warehouse have that lies elsewhere. */
import type { Warehouse } from '../../port/warehouse/index.ts';

/** With less an insert that has been acknowledged may not be there: ClickHouse reserves room before it writes, others fill it meanwhile. */
const LOW_BYTES = 1024 ** 3;

/** Of the server that answers. Who may not ask (`system.disks` needs a grant of its own) has to take it for low. */
export async function isRoomLow(warehouse: Pick<Warehouse, 'query'>): Promise<boolean> {
  try {
    const [row] = await warehouse.query<{ free: string | number }>('SELECT min(free_space) AS free FROM system.disks');
    return !(Number(row?.free) >= LOW_BYTES);
  } catch {
    return true;
  }
}

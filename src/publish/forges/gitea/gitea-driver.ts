import type { ForgeConnection } from '../forge-connection.ts';
import type { ForgeDriver } from '../forge-driver.ts';
export function giteaDriver(_connection: ForgeConnection): ForgeDriver {
  throw new Error('later');
}

import type { ForgeConnection } from '../forge-connection.ts';
import type { ForgeDriver } from '../forge-driver.ts';
export function gitlabDriver(_connection: ForgeConnection): ForgeDriver {
  throw new Error('later');
}

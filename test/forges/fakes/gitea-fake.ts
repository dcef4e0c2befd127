import type { ForgeWorld } from './forge-world.ts';
import type { ValidatingProxy } from './validating-proxy.ts';
export function giteaFake(_world: ForgeWorld): ValidatingProxy {
  throw new Error('later');
}

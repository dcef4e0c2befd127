import type { Forge } from '../../namespaces/principal.ts';
import type { Pull } from './forge-driver.ts';

/**
 * Who is taken to have pushed where the forge does not tell: whoever asked, on a branch of the project. To a fork others may push
 * whom nobody here knows, and nobody is named: then what is published takes somebody's approval.
 */
export function unknownPusher({ fromFork, submittedBy }: Pick<Pull, 'fromFork' | 'submittedBy'>, forge: Forge): string {
  return fromFork ? `${forge}:ghost` : submittedBy;
}

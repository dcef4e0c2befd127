import { formatPointer } from '../model/pointer.ts';
import type { Path } from './step.ts';

/** For people: `*` stands for each. */
export function formatPath(path: Path): string {
  return path.length === 0 ? 'the whole value' : formatPointer(path.map((token) => token ?? '*'));
}

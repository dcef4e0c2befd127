import { counted } from '../../diagnostics/sentence.ts';
import type { ConfigsView } from './diff-view.ts';

/** `2 of 25 apps fail with schemas/shop/v2 (1 of them fails now, too); 1 of them is valid after schema migrate`. */
export function configsSentence({ schema, total, failing, failingNow, healed, fragments }: ConfigsView): string {
  const parts: string[] = [];
  if (total > 0 || fragments.total === 0) parts.push(`${part(failing.length, total, 'app', schema)}${now(failingNow.length)}`);
  if (healed.length > 0) parts.push(after(healed.length, failing.length));
  if (fragments.total > 0) parts.push(part(fragments.failing.length, fragments.total, 'fragment', schema));
  return parts.join('; ');
}

function part(failing: number, total: number, noun: string, schema: string): string {
  if (total === 0) return `No ${noun} is bound to ${schema} or another version of it`;
  if (failing === 0)
    return total === 1 ? `The one ${noun} bound to it is valid with ${schema}` : `All ${total} ${noun}s are valid with ${schema}`;
  return `${failing} of ${counted(total, noun)} ${failing === 1 ? 'fails' : 'fail'} with ${schema}`;
}

function after(count: number, failing: number): string {
  const subject = count < failing ? `${count} of them` : failing === 1 ? 'it' : `all ${failing}`;
  return `${subject} ${count === 1 ? 'is' : 'are'} valid after confman schema migrate`;
}

function now(count: number): string {
  return count === 0 ? '' : ` (${count} of them ${count === 1 ? 'fails' : 'fail'} with the present version, too)`;
}

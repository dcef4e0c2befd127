import type { JsonValue } from '../../model/json.ts';

/** The scheme of a reference tells where to look; all else is nobody's business. */
export function maskText(value: JsonValue, isReference: (text: string) => boolean): string {
  return typeof value === 'string' && isReference(value) ? `${value.slice(0, value.indexOf(':'))}://…` : '(withheld)';
}

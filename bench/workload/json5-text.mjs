/** @import { Random } from './random.mjs' */

const COMMENTS = [
  'Raised after the incident in spring; the old value starved the batch jobs.',
  'Same as the default of the library, but written down so that it cannot change under us.',
  'Agreed with the network team; ask them first.',
  'Measured at the yearly peak.',
  'Must stay below the limit of the load balancer.',
  'Goes away with the old client.',
  'See the runbook before you touch this.',
  'Per process, not per machine.',
];

/**
 * JSON5 as people write it: unquoted keys, trailing commas, comments here and there.
 *
 * @param {unknown} value
 * @param {Random} random
 * @param {number} comments share of the members that have a comment above them
 */
export function json5Text(value, random, comments) {
  return `// ${random.of(COMMENTS)}\n${write(value, '', random, comments)}\n`;
}

function write(value, indent, random, comments) {
  if (Array.isArray(value)) return `[${value.map((item) => write(item, indent, random, comments)).join(', ')}]`;
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const members = Object.entries(value).map(([key, item]) => {
    const comment = random.chance(comments) ? `${inner}// ${random.of(COMMENTS)}\n` : '';
    const name = /^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`;
    return `${comment}${inner}${name}: ${write(item, inner, random, comments)},\n`;
  });
  return `{\n${members.join('')}${indent}}`;
}

import type { JsonObject } from '../../model/json.ts';

/** What `Min` and `Max` of a leaf bound; nothing where they have no meaning. */
export type Bounded = 'length' | 'number' | 'nothing';

export interface TreeFormat {
  /** The format in JSON Schema. */
  readonly schema: JsonObject;
  readonly bounded: Bounded;
}

function text(format: string): TreeFormat {
  return { schema: { type: 'string', format }, bounded: 'length' };
}

/** Every format of a leaf, one row each; another name is a string that is not checked. */
export const treeFormats: ReadonlyMap<string, TreeFormat> = new Map<string, TreeFormat>([
  ['string', { schema: { type: 'string' }, bounded: 'length' }],
  ['int', { schema: { type: 'integer' }, bounded: 'number' }],
  ['int32', { schema: { type: 'integer', format: 'int32' }, bounded: 'number' }],
  ['int64', { schema: { type: 'integer', format: 'int64' }, bounded: 'number' }],
  ['number', { schema: { type: 'number' }, bounded: 'number' }],
  ['boolean', { schema: { type: 'boolean' }, bounded: 'nothing' }],
  ['date', text('date')],
  ['time', text('time')],
  ['date-time', text('date-time')],
  ['duration', text('duration')],
  ['email', text('email')],
  ['hostname', text('hostname')],
  ['ipv4', text('ipv4')],
  ['ipv6', text('ipv6')],
  ['uri', text('uri')],
  ['uri-reference', text('uri-reference')],
  ['uuid', text('uuid')],
  ['json-pointer', text('json-pointer')],
  ['regex', text('regex')],
  ['json', { schema: { type: ['object', 'array'] }, bounded: 'nothing' }],
  ['binary', { schema: { type: 'string', contentEncoding: 'base64' }, bounded: 'length' }],
  ['secret-ref', { schema: { type: 'string', 'x-confman-secret-ref': true }, bounded: 'length' }],
  ['any', { schema: {}, bounded: 'nothing' }],
]);

/** Other names of formats; an import keeps the name that was written. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['text', 'string'],
  ['integer', 'int'],
  ['long', 'int64'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['bool', 'boolean'],
  ['datetime', 'date-time'],
  ['url', 'uri'],
  ['guid', 'uuid'],
  ['base64', 'binary'],
  ['secret', 'secret-ref'],
]);

/** A leaf without a format: any scalar, or a number where it has bounds. */
export const ANY_SCALAR: readonly string[] = ['string', 'number', 'boolean'];

export function treeFormat(name: string): TreeFormat | undefined {
  return treeFormats.get(aliases.get(name) ?? name);
}

/** Every name that a format may have. */
export function formatNames(): string[] {
  return [...treeFormats.keys(), ...aliases.keys()];
}

/** Up to so many keys the engine keeps an object that is built key by key in its fast form. */
const fastLimit = 16;
/** Above it the engine would not keep the fast form in any case. */
const slowLimit = 512;
const templatesLimit = 512;
/** Longer lists of keys are rare, and what is kept must stay small. */
const signatureLimit = 16_384;
const separator = '\0';

let templates = new Map<string, object>();

/**
 * An empty object to be filled with exactly these keys, in this order. V8 turns an object into a hash table when many
 * computed keys are added one by one, and then it takes ten times as long to copy and twice as long to write. A copy of
 * a template with the same keys stays fast. Templates are made by `JSON.parse`, for which every key is data.
 */
export function blankObject<V>(keys: readonly string[]): Record<string, V> {
  if (keys.length <= fastLimit || keys.length > slowLimit) return {};
  const signature = keys.length + separator + keys.join(separator);
  const template = templates.get(signature) ?? remember(signature, keys);
  return { ...template };
}

/** Keys that hold the separator have no template: with their number in front, no other list has their signature. */
function remember(signature: string, keys: readonly string[]): object {
  if (signature.length > signatureLimit || keys.some((key) => key.includes(separator))) return {};
  if (templates.size >= templatesLimit) templates = new Map();
  const template = JSON.parse(`{${keys.map((key) => `${JSON.stringify(key)}:null`).join(',')}}`) as object;
  templates.set(signature, template);
  return template;
}

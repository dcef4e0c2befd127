import { childPointer } from '../../model/pointer.ts';
import { demandOf } from './demand.ts';
import { patternHint } from './explain-text.ts';
import { words, type Explainer } from './words.ts';

/** Any keyword below `propertyNames`, and that keyword itself: the name of a member is at fault. */
export const explainName: Explainer = (failure, { also, patternOf }) => {
  const { propertyName, params, pointer, keyword } = failure;
  const name = propertyName ?? String(params['propertyName']);
  const demand = keyword === 'propertyNames' ? '' : demandOf(failure);
  const at = { pointer: childPointer(pointer, name), at: 'key' } as const;
  if (keyword !== 'pattern') return words('schema/property-name', { name, demand, also }, at);
  const compiled = patternOf(String(failure.expected));
  const named = { ...failure, value: name, secret: false };
  const hint = patternHint(named, String(failure.expected), (text) => compiled.ok && compiled.test(text));
  return words(
    'schema/property-name',
    { name, demand, also },
    { ...at, hint: hint?.replace(/^write (?!something)/, 'rename it to ') },
  );
};

import { childPointer } from '../../model/pointer.ts';
import { demandOf } from './demand.ts';
import { patternHint } from './explain-text.ts';
import { words, type Explainer } from './words.ts';

/** Any keyword below `propertyNames`, and that keyword itself: the name of a member is at fault. */
export const explainName: Explainer = (failure, context) => {
  const { propertyName, params, pointer, keyword } = failure;
  const name = propertyName ?? String(params['propertyName']);
  const demand = keyword === 'propertyNames' ? '' : demandOf(failure);
  const hint =
    keyword === 'pattern' ? patternHint(failure, name, context)?.replace(/^Write (?!something)/, 'Rename it to ') : undefined;
  return words(
    'schema/property-name',
    { name, demand, also: context.also },
    { pointer: childPointer(pointer, name), at: 'key', hint },
  );
};

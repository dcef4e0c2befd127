import { isArray, type JsonValue } from '../../model/json.ts';
import { describeSchema } from './describe-schema.ts';
import { kindName, oneOfThese, showValue } from './show-value.ts';
import { words, type Explainer } from './words.ts';

const MAX_ALTERNATIVES = 6;

/** `anyOf` and `oneOf`, where no branch is clearly the one that was meant. */
export const explainAlternatives: Explainer = ({ keyword, branches = [], expected, value, secret }, { also }) => {
  const described = alternativesOf(expected);
  const met = branches.flatMap((failures, index) => (failures.length === 0 ? [index] : []));
  if (keyword === 'oneOf' && met.length > 1) {
    const matching = met.slice(0, MAX_ALTERNATIVES).map((index) => described[index] ?? `alternative ${index + 1}`);
    return words('schema/several-alternatives', { matching, count: met.length });
  }
  const found = secret ? kindName(value) : showValue(value);
  const distinct = [...new Set(described)];
  return words('schema/no-alternative', { found, alternatives: oneOfThese(distinct, MAX_ALTERNATIVES), also });
};

function alternativesOf(expected: JsonValue | undefined): string[] {
  return isArray(expected) ? expected.map((each) => describeSchema(each)) : [];
}

import { rule } from './rule.ts';
import type { Told } from './rule-row.ts';
import { show, went } from './show.ts';

const shortest = ({ old, new: now }: Told): string => went('the minimum length', old, now);
const longest = ({ old, new: now }: Told): string => went('the maximum length', old, now);
const pattern = ({ old, new: now }: Told): string => `the pattern went from ${show(old)} to ${show(now)}`;

export const stringRules = {
  'min-length-raised': rule('minLength', 'Minimum length added or raised', '-+', 'breaking', {
    reason: 'Shorter texts were accepted and are refused now.',
    instead: 'Correct the short texts in the data first, or keep the old length.',
    message: shortest,
  }),
  'min-length-lowered': rule('minLength', 'Minimum length removed or lowered', '+-', 'non-breaking', {
    reason: 'Texts are accepted now that are too short for the old version.',
    instead: 'Leave it as it is, unless readers count on the length.',
    message: shortest,
  }),
  'max-length-lowered': rule('maxLength', 'Maximum length added or lowered', '-+', 'breaking', {
    reason: 'Longer texts were accepted and are refused now.',
    instead: 'Shorten the texts in the data first, or keep the old length.',
    message: longest,
  }),
  'max-length-raised': rule('maxLength', 'Maximum length removed or raised', '+-', 'non-breaking', {
    reason: 'Texts are accepted now that are too long for the old version.',
    instead: 'Leave it as it is, unless readers store the text in a field of fixed size.',
    message: longest,
  }),
  'pattern-added': rule('pattern', 'Pattern added', '-+', 'breaking', {
    reason: 'Texts that do not match were accepted and are refused now.',
    instead: 'Choose a pattern that every text in the data matches.',
    message: ({ new: now }) => `the text must match ${show(now)} now`,
  }),
  'pattern-removed': rule('pattern', 'Pattern removed', '+-', 'non-breaking', {
    reason: 'Texts are accepted now that do not match what readers of the old version count on.',
    instead: 'Relax the pattern to what is needed.',
    message: ({ old }) => `the text need not match ${show(old)} any more`,
  }),
  'pattern-changed': rule('pattern', 'Pattern changed, inclusion not proved', '??', 'potentially-breaking', {
    reason: 'It was not proved that every text which matched the old pattern matches the new one.',
    instead: 'Write the new pattern as an extension of the old one: (?:old|more).',
    message: pattern,
  }),
  'pattern-generalised': rule('pattern', 'Pattern changed, old proved included in new', '+-', 'non-breaking', {
    reason: 'Every text that matched the old pattern matches the new one, which matches more.',
    instead: 'Leave it as it is, unless readers take the text apart by the old pattern.',
    message: (told) => `${pattern(told)}, which matches all of the former and more`,
  }),
};

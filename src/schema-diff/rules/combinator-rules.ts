import { rule } from './rule.ts';
import { because } from './show.ts';

export const combinatorRules = {
  'all-of-branch-added': rule('allOf', 'allOf branch added', '-+', 'breaking', {
    reason: 'Documents have to meet one more schema.',
    instead: 'Correct the data by the new schema first.',
    message: ({ note, details }) => because(`allOf has a new branch${note ?? ''}`, details),
  }),
  'all-of-branch-removed': rule('allOf', 'allOf branch removed', '+-', 'non-breaking', {
    reason: 'Documents have to meet one schema less than in the old version.',
    instead: 'Leave it as it is, unless readers count on the constraint.',
    message: ({ note, details }) => because(`allOf lost a branch${note ?? ''}`, details),
  }),
  'any-of-branch-added': rule('anyOf', 'anyOf branch added', '+-', 'non-breaking', {
    reason: 'Readers of the old version may meet a variant that they do not know.',
    instead: 'Make readers treat unknown variants in a defined way first.',
    message: ({ note }) => `anyOf has a new branch${note ?? ''}`,
  }),
  'any-of-branch-removed': rule('anyOf', 'anyOf branch removed', '-+', 'breaking', {
    reason: 'Documents of this variant were accepted and are refused now.',
    instead: 'Convert the documents of this variant first.',
    message: ({ note }) => `anyOf lost a branch${note ?? ''}`,
  }),
  'any-of-branch-narrowed': rule('anyOf', 'anyOf branch tightened', '-+', 'breaking', {
    reason: 'Some documents of this variant were accepted and are refused now.',
    instead: 'Add the tighter schema as a branch of its own, and remove the old one once no data needs it.',
    message: ({ note, details }) => because(`a branch of anyOf${note ?? ''} was tightened`, details),
  }),
  'any-of-branch-widened': rule('anyOf', 'anyOf branch relaxed', '+-', 'non-breaking', {
    reason: 'Documents of this variant are accepted now which the old version refuses.',
    instead: 'Leave it as it is, unless readers count on the constraint.',
    message: ({ note, details }) => because(`a branch of anyOf${note ?? ''} was relaxed`, details),
  }),
  'one-of-branch-added-disjoint': rule('oneOf', 'oneOf branch added, disjoint proved', '+-', 'non-breaking', {
    reason: 'No document of another branch matches the new one, so that each still matches exactly one.',
    instead: 'Make readers treat unknown variants in a defined way first.',
    message: ({ note }) => `oneOf has a new branch${note ?? ''}, which overlaps with no other`,
  }),
  'one-of-branch-added-overlap': rule('oneOf', 'oneOf branch added, may overlap', '-?', 'potentially-breaking', {
    reason: 'A document that matched one branch may match two now, which oneOf refuses.',
    instead: 'Tell the branches apart by a required property with a constant.',
    message: ({ note }) => `oneOf has a new branch${note ?? ''}, which may overlap with others`,
  }),
  'one-of-branch-removed': rule('oneOf', 'oneOf branch removed, disjoint proved', '-+', 'breaking', {
    reason: 'Documents of this variant were accepted and are refused now.',
    instead: 'Convert the documents of this variant first.',
    message: ({ note }) => `oneOf lost a branch${note ?? ''}`,
  }),
  'one-of-branch-changed': rule('oneOf', 'oneOf branch changed, may overlap', '??', 'potentially-breaking', {
    reason: 'A branch that matches other documents changes for which of them exactly one branch matches.',
    instead: 'Tell the branches apart by a required property with a constant.',
    message: ({ note, details }) => because(`a branch of oneOf${note ?? ''} changed`, details),
  }),
  'not-widened': rule('not', 'Forbidden set grew', '-+', 'breaking', {
    reason: 'Documents were accepted that are forbidden now.',
    instead: 'Correct the data that is forbidden now first.',
    message: ({ details }) => because('more is forbidden by not', details),
  }),
  'not-narrowed': rule('not', 'Forbidden set shrank', '+-', 'non-breaking', {
    reason: 'Documents are accepted now that the old version forbids.',
    instead: 'Leave it as it is, unless readers count on the ban.',
    message: ({ details }) => because('less is forbidden by not', details),
  }),
  'combinator-rewritten': rule('*Of', 'Combinator restructured, equivalence not proved', '??', 'potentially-breaking', {
    reason: 'The schema is put together in another way, and only a proof can tell what that means.',
    instead: 'Change the structure and the meaning in two versions, one after the other.',
    message: ({ note }) => `the schema is put together in another way${note ?? ''}`,
  }),
};

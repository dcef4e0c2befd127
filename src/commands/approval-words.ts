import { counted } from '../diagnostics/sentence.ts';

/** What publishing takes in a namespace, as a sentence. @param people how many may approve there */
export function approvalWords(needed: number, people: number): string {
  if (needed === 0) return 'Publishing takes no approval here';
  if (people < needed)
    return `Publishing takes ${counted(needed, 'approval')}, and ${people === 0 ? 'nobody' : `only ${people}`} may give one`;
  return `Publishing takes ${needed} of ${people} who may approve`;
}

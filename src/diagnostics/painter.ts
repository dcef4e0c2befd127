import { Chalk, type ChalkInstance } from 'chalk';

export type Painter = ChalkInstance;

/** Colours for text that is no finding: 16 of them, which every terminal theme adapts. */
export function painter(colour: boolean): Painter {
  return new Chalk({ level: colour ? 1 : 0 });
}

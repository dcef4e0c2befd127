import { diagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isLayerObject, type LayerObject, type LayerValue } from '../model/layer-value.ts';
import { nearestNames } from '../model/nearest-names.ts';
import { formatPointer } from '../model/pointer.ts';

/** Names that are compared in one run to find what was meant by parts that do not exist. */
const suggestionBudget = 100_000;

/** Tells of parts that do not exist, with what was probably meant as long as finding it costs little. */
export class MissingParts {
  /** Without it nobody reads the suggestions. */
  readonly #recording: boolean;
  #compared = 0;

  constructor(recording: boolean) {
    this.#recording = recording;
  }

  /**
   * @param target id of the document or app
   * @param at the place in `tokens` that leads nowhere
   * @param container what was reached before
   */
  tell(target: string, tokens: readonly string[], at: number, container: LayerValue): Diagnostic {
    const prefix = tokens.slice(0, at);
    const names = isLayerObject(container) ? this.#suggest(tokens[at] as string, container) : [];
    const near = names.map((name) => formatPointer([...prefix, name]));
    const hint =
      names[0] === undefined
        ? 'Correct the pointer'
        : `Write "${target}#${formatPointer([...prefix, names[0], ...tokens.slice(at + 1)])}"`;
    return diagnostic('resolver/missing-part', { target, pointer: formatPointer(tokens), near }, { hint });
  }

  #suggest(name: string, container: LayerObject): readonly string[] {
    if (!this.#recording || this.#compared > suggestionBudget) return [];
    const names = Object.keys(container);
    this.#compared += names.length;
    return nearestNames(name, names, 3);
  }
}

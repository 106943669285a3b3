import type { Classifier, Label, TrainOptions } from "./classifier.ts";
import { LabelEncoder } from "./labelEncoder.ts";
import { card, DISPLAY, type Matrix, mostProbable, type Shown } from "../ground/index.ts";

const NAME = "VotingClassifier";

export interface VotingClassifierJSON {
  readonly name: typeof NAME;
  readonly members: readonly unknown[];
}

/** Combines several models by the mean of their class probabilities (soft voting, as in scikit-learn's VotingClassifier). */
export class VotingClassifier implements Classifier {
  readonly #members: readonly Classifier[];

  /** @throws RangeError if there are no members */
  constructor(members: readonly Classifier[]) {
    if (members.length === 0) throw new RangeError("a VotingClassifier needs at least one member");
    this.#members = members;
  }

  /** @param loadMember restores a member, such as `loadClassifier` */
  static load(json: VotingClassifierJSON, loadMember: (json: unknown) => Classifier): VotingClassifier {
    if (json.name !== NAME) throw new RangeError(`the saved model is a ${String(json.name)}; expected a ${NAME}`);
    return new VotingClassifier(json.members.map(loadMember));
  }

  get classes(): readonly Label[] {
    return this.#members[0]!.classes;
  }

  /** Trains the members one after the other, each on all rows. */
  async train(X: Matrix, y: readonly Label[], { signal, onProgress }: TrainOptions = {}): Promise<void> {
    for (const [i, member] of this.#members.entries()) {
      await member.train(X, y, {
        ...(signal ? { signal } : {}),
        ...(onProgress ? { onProgress: (done) => onProgress((i + done) / this.#members.length) } : {}),
      });
    }
  }

  async predict(X: Matrix): Promise<Label[]> {
    return new LabelEncoder(this.classes).decode(mostProbable(await this.predictProba(X)));
  }

  async predictProba(X: Matrix): Promise<Matrix> {
    const [first, ...others] = await Promise.all(this.#members.map((member) => member.predictProba(X)));
    const { rows, columns } = first!;
    const data = Float64Array.from(first!.data);
    for (const { data: more } of others) more.forEach((share, i) => (data[i]! += share));
    return { data: data.map((sum) => sum / this.#members.length), rows, columns };
  }

  /** How a notebook shows the model: which models vote. */
  [DISPLAY](): Shown {
    const names = this.#members.map((member) => member.constructor.name);
    return card(NAME, [["mean probability of", names.join(", ")]]);
  }

  toJSON(): VotingClassifierJSON {
    return { name: NAME, members: this.#members.map((member) => member.toJSON()) };
  }
}

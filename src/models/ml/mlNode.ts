/** A node as ml-random-forest saves it: a leaf has a distribution, any other node a split and two children. */
export interface MlNode {
  readonly distribution?: readonly (readonly number[])[];
  readonly splitValue?: number;
  readonly splitColumn?: number;
  readonly left?: MlNode;
  readonly right?: MlNode;
}

/**
 * Classification trees of a random forest (Breiman 2001, "Random forests"; trees as in CART with Gini impurity), and their predictions.
 * The rules are scikit-learn's: a split is tried between each two distinct values of a feature and placed midway; features are drawn
 * without replacement until `maxFeatures` were considered and one of them varies; on a tie the first split found is kept; leaf sizes
 * count rows, impurities count bootstrap copies.
 */
export { addTree, prepareTree } from "./forest/addTree";
export { grow, growScratch } from "./forest/grow";
export { rankColumn } from "./forest/rankColumn";

/**
 * Classification trees of a random forest (Breiman 2001, "Random forests"; the trees as in CART with Gini impurity), and
 * their predictions. The rules are scikit-learn's: a split is tried between each two distinct values of a feature and
 * set midway; features are drawn without replacement until `maxFeatures` were looked at and one of them varies; of equal
 * splits the first one found is kept; leaf sizes count rows, impurities count bootstrap copies.
 */
export { addTree, prepareTree } from "./forest/addTree";
export { grow, growScratch } from "./forest/grow";
export { rankColumn } from "./forest/rankColumn";

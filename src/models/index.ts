export { accuracy } from "./accuracy.ts";
export { classificationReport, type ClassificationReport, type Scores } from "./classificationReport.ts";
export type { Classifier, Label } from "./classifier.ts";
export { cohenKappa, kappaOfCounts } from "./cohenKappa.ts";
export { ColumnsClassifier } from "./columnsClassifier.ts";
export { confusionMatrix, type ConfusionMatrix } from "./confusionMatrix.ts";
export type { ClassifierJSON } from "./encodedClassifier.ts";
export { evaluate, type Evaluation } from "./evaluate.ts";
export { formatClassificationReport } from "./formatClassificationReport.ts";
export { formatFixed } from "./formatFixed.ts";
export { groupVotes } from "./groupVotes.ts";
export { KNeighborsClassifier } from "./kNeighborsClassifier.ts";
export { LabelEncoder } from "./labelEncoder.ts";
export { loadClassifier } from "./loadClassifier.ts";
export { LogisticRegression, type LogisticRegressionOptions } from "./logisticRegression.ts";
export { NearestNeighbors } from "./loops/nearestNeighbors.ts";
export { principalAxes } from "./loops/principalAxes.ts";
export { MLPClassifier } from "./mlpClassifier.ts";
export { brierScore, calibrationCurve, logLoss, topKAccuracy } from "./probabilityScores.ts";
export { RandomForestClassifier } from "./randomForestClassifier.ts";
export { releaseTrainingMemory } from "./releaseTrainingMemory.ts";
export { MODEL_BEGINNING, readModel, type SavedModel, saveModel } from "./saveModel.ts";
export { MODEL_IDS, type ModelId, type ReportModel, reportModels } from "./reportModels.ts";
export { type AccuracyGain, accuracyGain } from "./selection/accuracyGain.ts";
export { accuracyInterval } from "./selection/accuracyInterval.ts";
export { type BootstrapOptions, percentileInterval } from "./selection/groupDraws.ts";
export { bootstrapStatistic, bootstrapStatistics } from "./selection/bootstrapStatistic.ts";
export { crossValPredict, type OutOfFold } from "./selection/crossValPredict.ts";
export { type Fold, kFold, shuffleSplits } from "./selection/folds.ts";
export {
  type Candidate,
  type CandidateScore,
  foldScore,
  GridSearchClassifier,
  outOfBagScore,
} from "./selection/gridSearchClassifier.ts";
export { gainInterval } from "./selection/gainInterval.ts";
export { learningCurve } from "./selection/learningCurve.ts";
export { nestedCrossValPredict } from "./selection/nestedCrossValPredict.ts";
export { permutationImportance } from "./selection/permutationImportance.ts";
export { sweepNeighbors } from "./selection/sweepNeighbors.ts";
export { type Interval, wilsonInterval } from "./selection/wilsonInterval.ts";
export { StandardScaler, type StandardScalerJSON } from "./standardScaler.ts";
export { startTensorflow } from "./tensorflow/startTensorflow.ts";
export { arrayFromJSON, arrayToJSON, type TypedArrayJSON } from "./typedArrayJson.ts";

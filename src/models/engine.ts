/** What does a model's work: `ml` is the package of mljs that bears the model's name. */
export type Engine = "ml";

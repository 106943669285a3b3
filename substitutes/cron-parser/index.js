exports.CronExpressionParser = {
  parse() {
    throw new Error("jobs by a cron expression need cron-parser itself: substitutes/README.md");
  },
};

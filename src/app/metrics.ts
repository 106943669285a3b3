import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { PredictionService } from "./predictionService.ts";

/** Metrics for Prometheus: requests, uploads, the store, models, memory. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #seconds: Histogram<"method" | "route" | "status">;
  readonly #uploads: Counter<"outcome">;

  constructor(service: PredictionService) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#seconds = new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from a request to the end of its answer",
      labelNames: ["method", "route", "status"],
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
      registers,
    });
    this.#uploads = new Counter({
      name: "uploads_total",
      help: "Audio files by what came of them: judged, refused (by us), limited (busy or too many), failed",
      labelNames: ["outcome"],
      registers,
    });
    const gauge = (name: string, help: string, value: () => number): Gauge =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(value());
        },
      });
    gauge("uploads_in_progress", "Audio files being received, waiting or analysed", () => service.uploads.inProgress);
    gauge("uploads_waiting", "Audio files that wait for a process to analyse them", () => service.uploads.waiting);
    gauge(
      "analyser_starts",
      "Processes started to analyse files, the first ones included",
      () => service.uploads.starts,
    );
    gauge("store_up", "1 where the store answers, 0 while memory stands in for it", () => Number(service.records.isUp));
    new Gauge({
      name: "model_age_seconds",
      help: "Time since a model that is ready was trained",
      labelNames: ["model"],
      registers,
      collect() {
        for (const [model, trainedAt] of service.modelDates) this.set({ model }, (Date.now() - trainedAt) / 1000);
      },
    });
  }

  /** @param route as in the description, or "none", because made-up addresses are unlimited */
  countRequest(method: string, route: string, status: number, seconds: number): void {
    this.#seconds.observe({ method, route, status }, seconds);
  }

  countUpload(status: number): void {
    const outcome =
      status < 400 ? "judged" : status === 429 || status === 503 ? "limited" : status < 500 ? "refused" : "failed";
    this.#uploads.inc({ outcome });
  }

  get type(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}

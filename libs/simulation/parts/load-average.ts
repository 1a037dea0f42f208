/** The load average of the last minute: tasks that run or wait for the disk, weighted less the longer ago it was. */
export class LoadAverage {
  private tasks = 0;
  private value = 0;
  private sinceMs = 0;

  /** So many tasks more, or fewer, from now on. */
  add(tasks: number, nowMs: number): void {
    this.value = this.at(nowMs);
    this.sinceMs = nowMs;
    this.tasks += tasks;
  }

  at(nowMs: number): number {
    return this.tasks + (this.value - this.tasks) * Math.exp((this.sinceMs - nowMs) / 60_000);
  }
}

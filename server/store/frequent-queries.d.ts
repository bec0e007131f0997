/** Decides which queries are worth keeping a plan for. */
export declare class FrequentQueries {
  nameOf(text: string): string | null
  forget(): void
}

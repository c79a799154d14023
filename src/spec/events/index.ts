/** Placeholder until the tables stand. */
export type EventId = string;

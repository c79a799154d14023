/** What a user wrote of a network cannot be read. The message is a sentence without its stop. */
export class BadNotation extends Error {
  constructor(part: string, wanted: string) {
    super(`${JSON.stringify(part)} is not ${wanted}`);
    this.name = 'BadNotation';
  }
}

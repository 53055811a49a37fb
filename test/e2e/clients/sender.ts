/** A library that people send touches with already, and how a test drives it. */
export interface Sender {
  readonly name: string;
  /** Give it the messages from one number up to another, not included. */
  hand(from: number, to: number): Promise<void>;
  /** How many of them the Worker has said yes to. */
  delivered(): Promise<number>;
  /** Nothing more comes: settles once all that it was given is delivered. */
  end(): Promise<void>;
}

/** How many people each of them tells of. */
export const PEOPLE = 50;

/** What a message is: every other one is a page, the rest are forms. */
export const about = (sender: string, number: number) => ({
  person: `${sender}-${number % PEOPLE}`,
  isPage: number % 2 === 0,
  properties: { url: `https://www.acme.example/${sender}/${number}`, number },
});

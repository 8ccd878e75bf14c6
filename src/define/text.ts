/** A text of a definition in both first languages of the product. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

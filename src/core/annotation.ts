/** A remark at a line of a file. */
export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
}

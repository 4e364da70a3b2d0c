/** Something that a check of data quality has to find: the kind of finding, and the object or value that it is about. */
export interface Planted {
  readonly id: string;
  /** `user:ID`, `group:ID`, `value:department=Enginering`, `attribute:extensionAttribute1` or `definition:NAME`. */
  readonly object: string;
}

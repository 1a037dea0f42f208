/** The time, handed in. Production passes the system clock, tests a clock that they advance. */
export interface Clock {
  now(): Date;
}

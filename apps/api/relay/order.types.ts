import { Field, InputType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import { describedEnum } from '../described-enum.js';

export type Direction = 'ascending' | 'descending';
export const OrderDirection = describedEnum<Direction>('OrderDirection', 'Which way a list is sorted.', {
  ascending: 'Smallest, oldest or first in the alphabet first.',
  descending: 'Largest, newest or last in the alphabet first.',
});

export interface Order<Name extends string> {
  readonly field: Name;
  readonly direction: Direction;
}

/** The input type by which a list is put in order. */
export function orderType<Name extends string>(
  name: string,
  fields: Record<string, Name>,
): Type<Order<Name>> {
  @InputType(name, { description: 'By what a list is sorted, and which way.' })
  class ListOrder implements Order<Name> {
    @Field(() => fields, { description: 'By what it is sorted.' })
    field!: Name;
    @Field(() => OrderDirection, { description: 'Which way it is sorted.' })
    direction!: Direction;
  }
  return ListOrder;
}

/** The order that was asked for, or else the given one, as a page is requested in it. */
export const orderOf = <Name extends string>(
  order: Order<Name> | null | undefined,
  otherwise: Order<Name>,
) => {
  const { field, direction } = order ?? otherwise;
  return { field, descending: direction === 'descending' };
};

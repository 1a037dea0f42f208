/** An error that the user can act on: its message is all that is shown of it. */
export const refusal = (message) => Object.assign(new Error(message), { isRefusal: true });

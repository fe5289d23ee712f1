// The latest orders of one junction: what became of each, after how long, and why it was given or refused.
import { html } from "htm/preact";
import { clock, say, word } from "./words.mjs";

const SHOWN = 6;

export function Orders({ now }) {
  if (!now.orders.length) return null;
  return html`
    <section class="orders">
      <h3>${word("orders")}</h3>
      <ol>
        ${now.orders.slice(0, SHOWN).map((order) => html`<${Order} key=${`${order.t} ${order.what.code}`} order=${order} t=${now.t} />`)}
      </ol>
    </section>
  `;
}

const Order = ({ order, t }) => html`
  <li>
    <time>${clock(order.t)}</time>
    <p>${say(order.what.code, order.what.values)}<span>${say(order.because.code, order.because.values)}</span></p>
    <p class="order-stand stand-${order.stand}">
      ${word(`order_${order.stand}`)}<span>${took(order, t)}</span>
      ${order.why && html`<span>${say(order.why.code, order.why.values)}</span>`}
    </p>
  </li>
`;

function took({ took_s, t: given, stand }, t) {
  if (stand === "refused" && took_s === 0) return "";
  return took_s < 0 ? word("order_since", { s: Math.max(0, Math.round((t - given) / 1000)) }) : word("order_took", { s: took_s });
}

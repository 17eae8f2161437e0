/* eslint-disable no-unused-vars, no-control-regex -- scripts that are put below this one use it */
"use strict";
// What every custom visual finds around it, in the browser and on the server alike: the tool box `gnomon`.
const gnomon = (() => {
  let seed = 20240229;
  // The same picture each time it is drawn: chance and the clock stand still.
  Math.random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  Date.now = () => 0;

  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\ud800-\udbff][\udc00-\udfff]/;
  const NARROW = /[ijl.,:;|!'()[\]ftr ]/;
  const BROAD = /[A-Zmw%@0-9<>_#+]/;

  /** Text for SVG: whatever a value says, it stays a text. */
  const escape = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");

  /** About how wide a text is, in pixels. */
  const width = (text, size) => {
    let letters = 0;
    for (const letter of String(text)) letters += WIDE.test(letter) ? 1 : NARROW.test(letter) ? 0.36 : BROAD.test(letter) ? 0.68 : 0.58;
    return letters * size;
  };

  /** As much of a text as fits a width. */
  const fit = (text, size, room) => {
    const whole = String(text);
    if (width(whole, size) <= room) return whole;
    const letters = [...whole];
    while (letters.length > 1 && width(`${letters.join("")}…`, size) > room) letters.pop();
    return `${letters.join("").trimEnd()}…`;
  };

  const grouped = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const fixed = (value, places) => {
    const [whole, part] = Math.abs(value).toFixed(places).split(".");
    return (value < 0 && Number(Math.abs(value).toFixed(places)) !== 0 ? "−" : "") + grouped(whole) + (part === undefined ? "" : `.${part}`);
  };
  const short = (value, figures) => {
    const size = Math.abs(value);
    const steps = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "k"]];
    const [unit, letter] = steps.find(([least]) => size >= least) || [1, ""];
    const part = Number((value / unit).toPrecision(figures));
    return String(part).replace("-", "−") + letter;
  };

  const SYMBOLS = { EUR: "€", GBP: "£", JPY: "¥", CNY: "¥", INR: "₹", KRW: "₩", ILS: "₪", TRY: "₺", UAH: "₴", NGN: "₦", PHP: "₱", VND: "₫", THB: "฿", BRL: "R$", CZK: "Kč\u00a0", PLN: "zł\u00a0", SEK: "kr\u00a0", NOK: "kr\u00a0", DKK: "kr\u00a0", HUF: "Ft\u00a0", ZAR: "R\u00a0" };
  const DOLLARS = ["USD", "AUD", "CAD", "NZD", "SGD", "HKD", "MXN", "TWD", "ARS", "CLP", "COP"];
  const symbolOf = (money) => {
    const code = money.slice(1);
    if (money === "") return "";
    return code === "" || DOLLARS.includes(code) ? "$" : SYMBOLS[code] || `${code}\u00a0`;
  };

  const UNITS = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 };

  /** A number as a reader writes it; `format` is a d3-format of the usual kinds, such as `,.2f`, `.1%`, `$,.0f`, `$EUR,.2f`, `.3~s`, or `,.1f;M;~; pcs` with a unit and words around the number. */
  const number = (amount, format) => {
    if (typeof amount !== "number" || !Number.isFinite(amount)) return "No value";
    const [form, unit = "", ahead = "", behind = ""] = (format || "").split(";");
    const value = amount / (UNITS[unit] || 1);
    const found = /^([+(]?)((?:\$(?:[A-Z]{3})?)?)(,?)(?:\.(\d{1,2}))?(~?)([fs%]?)$/.exec(form);
    if (!found || !format) return Math.abs(value) >= 100000 ? short(value, 3) : fixed(value, Number.isInteger(value) ? 0 : Math.abs(value) >= 100 ? 1 : 2);
    const [, before, money, , digits, , kind] = found;
    const sign = before === "+" && value > 0 ? "+" : "";
    const body = kind === "%" ? `${fixed(value * 100, Number(digits || 0))}%` : kind === "s" ? short(value, Number(digits || 3)) : fixed(value, Number(digits || 0));
    const [minus, size] = body.startsWith("−") ? ["−", body.slice(1)] : ["", body];
    const words = symbolOf(money) + size + unit;
    return `${ahead}${before === "(" && minus ? `(${words})` : sign + minus + words}${behind}`;
  };

  const two = (part) => String(part).padStart(2, "0");
  const day = (at) => `${MONTHS[at.getUTCMonth()]} ${at.getUTCDate()}, ${at.getUTCFullYear()}`;
  const moment = (value, grain, type) => {
    const at = new Date(value);
    if (grain === "year") return String(at.getUTCFullYear());
    if (grain === "quarter") return `Q${Math.floor(at.getUTCMonth() / 3) + 1} ${at.getUTCFullYear()}`;
    if (grain === "month") return `${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
    const isDay = type === "date" || grain === "week" || grain === "day";
    return isDay ? day(at) : `${day(at)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  };

  /** A value of a column as a reader says it. */
  const text = (value, column) => {
    if (value === null || value === undefined) return "No value";
    if (typeof value === "boolean") return value ? "Yes" : "No";
    if (typeof value !== "number") return String(value);
    if (column && (column.type === "date" || column.type === "datetime") && Number.isFinite(value)) return moment(value, column.grain, column.type);
    if (column && column.bin_width) return `${number(value, column.format)} – ${number(value + column.bin_width, column.format)}`;
    return column && column.role === "dimension" && !column.format ? String(value) : number(value, column && column.format);
  };

  /** From amounts to pixels, along a straight line. */
  const scale = (from, to, start, end) => (value) => (to === from ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start));

  /** Round steps that take in both ends. */
  const ticks = (from, to, count) => {
    if (!(to > from)) return [from];
    const rough = (to - from) / Math.max(1, count);
    const power = Math.pow(10, Math.floor(Math.log10(rough)));
    const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough * 0.999) || 10 * power;
    const found = [];
    for (let at = Math.floor(from / step); at <= Math.ceil(to / step - 1e-9); at += 1) found.push(Number((at * step).toPrecision(12)));
    return found;
  };

  /** A coordinate in as many figures as anybody can see. */
  const px = (value) => String(Math.round(value * 100) / 100);

  return Object.freeze({ escape, width, fit, number, text, scale, ticks, px });
})();

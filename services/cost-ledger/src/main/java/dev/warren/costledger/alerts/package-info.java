/** What people should know about spend, told once; and what any service raises, kept until somebody has seen to it. */
package dev.warren.costledger.alerts;

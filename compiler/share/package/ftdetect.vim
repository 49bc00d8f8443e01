autocmd BufNewFile,BufRead *.ombud setfiletype ombud
